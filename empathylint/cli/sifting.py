"""Which part of a report `check` tells: what the baseline does not know, and what stands on changed lines."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from empathylint.report import Report
    from empathylint.settings import Settings


def without_known(report: Report, settings: Settings, *, write: bool, update: bool, quiet: bool) -> Report:
    """The report without what the baseline knows, once that is written or brought up to date as asked."""
    if not (settings.baseline or write or update):
        return report
    import os

    from empathylint.baseline import NAME, Baseline, read_baseline, told_gone

    path = settings.baseline or os.path.join(settings.root, NAME)
    path = os.path.relpath(path) if os.path.isabs(path) else path
    if write:
        known = read_baseline(path, may_lack=True)
        known.write(found := known.with_all(report))
        if not quiet:
            from empathylint.printable import counted, line_of

            count = sum(marks.total() for marks in found.values())
            sys.stderr.write(f"{counted(count, 'finding')} written to {line_of(path)}\n")
        return Baseline(path, found).sift(report, settings).report
    known = read_baseline(path)
    sifted = known.sift(report, settings)
    if update:
        known.write(sifted.needed)
    elif not quiet and (told := told_gone(sifted.gone)):
        sys.stderr.write(f"note: {told}\n")
    return sifted.report


def wanted_part(report: Report, settings: Settings, since: str | None) -> Report:
    """The part of a report that will be told: without what the baseline knows, on changed lines alone if so asked."""
    if settings.baseline:
        from empathylint.baseline import read_baseline

        report = read_baseline(settings.baseline).sift(report, settings).report
    return changed_since(report, since)


def changed_since(report: Report, since: str | None) -> Report:
    """The report on the lines that have changed since a revision; all of it without one."""
    if not since:
        return report
    from empathylint.changed_lines import since as on_changed_lines

    return on_changed_lines(report, since)
