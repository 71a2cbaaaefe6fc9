"""The command line: one file per command."""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
from typing import NoReturn

from empathylint.errors import UserError

_INTERRUPTED = 130
_OBJECTS_BETWEEN_SWEEPS = 100_000  # conversations hold no cycles: sweeping for them often only costs


def main() -> None:
    """Runs the command line and exits: 0 clean, 1 findings, 2 a mistake of the user's, 3 a bug of ours."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # who closes the pipe has read enough; Typer would exit with 1
    gc.set_threshold(_OBJECTS_BETWEEN_SWEEPS)
    _open_streams()
    try:
        _run()
        sys.stdout.flush()
    except UserError as error:
        from empathylint.printable import printable

        sys.stderr.write(f"empathylint: {printable(str(error))}\n")
        sys.exit(2)
    except OSError as error:
        if error.filename is not None:
            _tell_a_bug()
        sys.stderr.write(f"empathylint: standard output cannot be written: {error.strerror}\n")
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except Exception:  # noqa: BLE001 - the last resort: a bug shows its traceback and a code of its own
        _tell_a_bug()


def _run() -> None:
    if sys.argv[1:] in (["--version"], ["-V"]):
        from empathylint import __version__

        sys.stdout.write(f"empathylint {__version__}\n")
        return
    from empathylint.cli.app import app

    app(sys.argv[1:])(prog_name="empathylint")


def _open_streams() -> None:
    """Opens the standard streams that whoever started us has closed, and lets none fail at a letter it lacks."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - for as long as we run
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _tell_a_bug() -> NoReturn:
    import traceback

    traceback.print_exc()
    sys.stderr.write("empathylint: this is a bug in empathylint, please report it with the lines above\n")
    sys.exit(3)
