from __future__ import annotations

from pathlib import Path

import pytest

from empathylint.config import load_settings
from empathylint.errors import UserError
from empathylint.finding import Severity
from empathylint.model import Role
from empathylint.settings import Profile, Settings, check_codes

KNOWN = ("ACK001", "ACK002", "APO001", "APO004", "TON001")
GROUPS = ("acknowledge", "apologize", "tone")

IN_YAML = """
select: [apologize, TON]
ignore: [TON001]
severity: {APO004: off, APO001: error}
fail-on: error
profile: email
speakers: {"Team *": agent, Kim: customer}
rules: [house, more/rules]
per-file-ignores: {"drafts/**": [TON], "*.txt": [ACK001, APO]}
exclude: [old]
include: [macros/*.txt]
"""

IN_TOML = """
select = ["apologize", "TON"]
ignore = ["TON001"]
severity = { APO004 = "off", APO001 = "error" }
fail-on = "error"
profile = "email"
speakers = { "Team *" = "agent", Kim = "customer" }
rules = ["house", "more/rules"]
per-file-ignores = { "drafts/**" = ["TON"], "*.txt" = ["ACK001", "APO"] }
exclude = ["old"]
include = ["macros/*.txt"]
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".empathylint.yaml", IN_YAML),
        (".empathylint.yml", IN_YAML),
        ("pyproject.toml", "[project]\nname = 'shop'\n[tool.empathylint]" + IN_TOML),
    ],
)
def test_every_key_is_read_from_yaml_and_toml(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert load_settings(Path()) == Settings(
        select=("apologize", "TON"),
        ignore=("TON001",),
        severity={"APO004": Severity.OFF, "APO001": Severity.ERROR},
        fail_on=Severity.ERROR,
        profile=Profile.EMAIL,
        speakers={"Team *": Role.AGENT, "Kim": Role.CUSTOMER},
        rules=(str(tmp_path / "house"), str(tmp_path / "more/rules")),
        per_file_ignores={"drafts/**": ("TON",), "*.txt": ("ACK001", "APO")},
        exclude=("old",),
        include=("macros/*.txt",),
        root=str(tmp_path),
        source=name,
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "{}"])
def test_an_empty_file_sets_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / ".empathylint.yaml").write_text(text, encoding="utf-8")
    assert load_settings(tmp_path).select == ("ALL",)


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings(root=str(tmp_path))


@pytest.mark.parametrize(
    ("files", "profile"),
    [
        (
            {".empathylint.yaml": "profile: chat", "pyproject.toml": "[tool.empathylint]\nprofile = 'bot'"},
            "chat",
        ),
        (
            {
                "pyproject.toml": "[tool.empathylint]\nprofile = 'bot'",
                "../.empathylint.yaml": "profile: voice",
            },
            "bot",
        ),
        ({"pyproject.toml": "[tool.ruff]", "../.empathylint.yaml": "profile: voice"}, "voice"),
        ({"pyproject.toml": "[broken", "../.empathylint.yaml": "profile: voice"}, "voice"),
        ({"../.empathylint.yml": "profile: email", "../pyproject.toml": "[tool.empathylint]"}, "email"),
    ],
)
def test_the_nearest_file_that_speaks_of_us_is_taken(tmp_path: Path, files: dict[str, str], profile: str) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    for name, text in files.items():
        (inner / name).write_text(text, encoding="utf-8")
    assert load_settings(inner).profile == profile


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ours.yml", "profile: bot"),
        ("ours.toml", "profile = 'bot'"),
        ("o.toml", "[tool.empathylint]\nprofile='bot'"),
    ],
)
def test_a_file_that_is_named_is_taken_and_its_folder_is_the_root(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    settings = load_settings(Path("/"), tmp_path / name)
    assert (settings.profile, settings.root) == ("bot", str(tmp_path))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("slect: [APO]", "unknown key “slect”. Did you mean “select”?"),
        ("fail_on: error", "unknown key “fail_on”. Did you mean “fail-on”?"),
        ("12: error", "unknown key “a number”."),
        (
            "severity: {APO004: warn}",
            "severity.APO004 is “warn”; it is one of off, info, warning, error. Did you mean “warning”?",
        ),
        ("severity: {APO004: on}", "severity.APO004 is “on”; it is one of off, info, warning, error."),
        ("severity: error", "severity is “error”; it maps codes to severities, such as APO004: error."),
        ("severity: {404: error}", "severity has the key “a number”; it maps codes to severities"),
        ("fail-on: [error]", "fail-on is “a list”; it is one of off, info, warning, error."),
        ("profile: mail", "profile is “mail”; it is one of auto, chat, email,"),
        (
            "speakers: {Kim: agnet}",
            "speakers.Kim is “agnet”; it is one of agent, customer, bot, system. Did you",
        ),
        ("speakers: {Kim: unknown}", "speakers.Kim is “unknown”; it is one of agent, customer, bot, system."),
        ("select: APO", "select is “APO”; it is a list of codes, such as [APO, ACK002]."),
        ("ignore: [APO, 4]", "ignore holds “a number”; it is a list of codes"),
        ("ignore: ['']", "ignore holds “”; it is a list of codes"),
        ("rules:", "rules is “empty”; it is a list of folders"),
        ("per-file-ignores: {'*.md': TON}", "per-file-ignores.*.md is “TON”; it is a list of codes."),
        ("- select", "settings are keys and values"),
        ("just words", "settings are keys and values"),
    ],
)
def test_wrong_settings_are_told_with_file_key_and_the_nearest_right_word(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / ".empathylint.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as mistake:
        load_settings(tmp_path)
    assert str(mistake.value).startswith(f"{path}: {told}")
    assert "\n" not in str(mistake.value)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "a.yaml",
            "select:\n  - [APO\nignore: []\n",
            ":3:7: this is not valid YAML: did not find expected ',' or ']'",
        ),
        (
            "a.yaml",
            "select: [APO]\nignore: a: b",
            ":2:10: this is not valid YAML: mapping values are not allowed",
        ),
        ("a.yaml", "? [a]\n: b", ":1:3: this is not valid YAML: found unhashable key"),
        (
            "a.yaml",
            "select: !!python/object:os.system ls",
            ":1:9: this is not valid YAML: could not determine",
        ),
        ("a.yaml", "select: \x07", ": this is not valid YAML: it holds a character that YAML does not allow"),
        ("a.yaml", "select: 2025-99-99", ": select is “2025-99-99”; it is a list of codes"),
        ("a.yaml", "select: [APO]\nselect: [TON]", ":2:1: this is not valid YAML: the key “select” stands in line 1"),
        ("a.yaml", "severity:\n  TON001: off\n  TON001: info", ":3:3: this is not valid YAML: the key “TON001” stands"),
        ("a.yaml", "a: &a [x]\nb: &b [*a, *a]\nselect: [*b, *b]", ": unknown key “a”."),
        ("a.toml", "select = ['APO'\nignore", ":2:1: this is not valid TOML"),
        ("a.toml", "select = ", ":1:10: this is not valid TOML"),
        ("a.toml", "a = " + "9" * 5000, ": this is not valid TOML"),
        ("a.toml", "tool.empathylint = 3", ": settings are keys and values"),
        ("a.json", "{}", ": a config file ends in .yaml, .yml or .toml. Rename it."),
        (
            "pyproject.toml",
            "[tool.ruff]",
            ": there is no [tool.empathylint] table. Add one, or name another file.",
        ),
        ("a.yaml", "\0\0", ": this is not a text file."),
    ],
)
def test_broken_files_are_told_with_their_place(tmp_path: Path, name: str, text: str, told: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as mistake:
        load_settings(tmp_path, path)
    assert str(mistake.value).startswith(f"{path}{told}")
    assert "\n" not in str(mistake.value)


@pytest.mark.parametrize(("name", "text"), [("a.yaml", "[" * 5000), ("a.toml", "a = " + "[" * 5000)])
def test_deep_nesting_is_told(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=r"this is not valid .*nest"):
        load_settings(tmp_path, path)


def test_a_config_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"gone\.yaml: there is no such file"):
        load_settings(tmp_path, tmp_path / "gone.yaml")


def test_the_command_line_replaces_what_the_file_says_but_adds_to_maps_and_ignores(tmp_path: Path) -> None:
    (tmp_path / ".empathylint.yaml").write_text(IN_YAML, encoding="utf-8")
    settings = load_settings(
        tmp_path,
        select=("ACK",),
        ignore=("ACK001",),
        severity={"APO004": "info"},
        profile="chat",
        fail_on=None,
        rules=["here"],
        force_exclude=True,
    )
    assert settings.select == ("ACK",)
    assert settings.ignore == ("TON001", "ACK001")
    assert settings.severity == {"APO004": Severity.INFO, "APO001": Severity.ERROR}
    assert (settings.profile, settings.fail_on, settings.force_exclude) == ("chat", "error", True)
    assert settings.rules == (str(tmp_path / "here"),)


def test_a_code_selected_on_the_command_line_is_no_longer_ignored(tmp_path: Path) -> None:
    (tmp_path / ".empathylint.yaml").write_text("ignore: [TON001, APO]", encoding="utf-8")
    assert load_settings(tmp_path, select=("TON001",)).selects("TON001", "tone")


def test_a_wrong_option_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"^--fail-on is “warn”; .*Did you mean “warning”"):
        load_settings(tmp_path, fail_on="warn")


@pytest.mark.parametrize(
    ("select", "ignore", "runs"),
    [
        (("ALL",), (), True),
        (("APO",), (), True),
        (("A",), (), True),
        (("APO004",), (), True),
        (("apologize",), (), True),
        (("TON", "apologize"), (), True),
        (("TON",), (), False),
        (("",), (), False),
        ((), (), False),
        (("ALL",), ("APO",), False),
        (("ALL",), ("apologize",), False),
        (("ALL",), ("TON",), True),
        (("APO",), ("APO004",), False),
        (("APO004",), ("APO004",), False),
        (("APO004",), ("APO",), True),
        (("APO004",), ("apologize",), True),
        (("APO",), ("ALL",), True),
        (("APO",), ("apologize",), False),
        (("apologize",), ("A",), True),
    ],
)
def test_ignore_beats_select_unless_select_is_more_exact(
    select: tuple[str, ...], ignore: tuple[str, ...], runs: bool
) -> None:
    assert Settings(select=select, ignore=ignore).selects("APO004", "apologize") is runs


@pytest.mark.parametrize(
    ("path", "silenced"),
    [
        ("a.md", set()),
        ("drafts/a.md", {"TON"}),
        ("drafts/deep/er/a.txt", {"TON", "ACK001", "APO"}),
        ("./drafts/../a.txt", {"ACK001", "APO"}),
        ("more/drafts/a.md", set()),
        ("replies/old/a.md", {"APO"}),
        ("../outside/a.txt", {"ACK001", "APO"}),
    ],
)
def test_files_are_silenced_by_glob(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, silenced: set[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    ignores = {"drafts/**": ("TON",), "*.txt": ("ACK001", "APO"), "**/old/*.md": ("APO",)}
    settings = Settings(per_file_ignores=ignores, root=str(tmp_path))
    assert settings.ignores_for(path) == silenced
    assert settings.ignores_for(str(tmp_path / path)) == silenced


def test_globs_with_many_stars_end() -> None:
    settings = Settings(per_file_ignores={"**/*a" * 30 + "b": ("TON",), "*a" * 30 + "b": ("TON",)})
    assert settings.ignores_for("/".join(["a" * 200] * 15)) == set()


@pytest.mark.parametrize(
    "settings",
    [
        Settings(),
        Settings(select=("A", "APO", "APO004", "apologize"), ignore=("ALL",)),
        Settings(severity={"TON001": Severity.OFF}, per_file_ignores={"*": ("tone", "TON")}),
    ],
)
def test_selectors_that_name_a_rule_pass(settings: Settings) -> None:
    check_codes(settings, KNOWN, GROUPS)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (
            Settings(select=("APX",), source="a.yaml"),
            "a.yaml: select names “APX”, which is not {any}. Did you mean “APO”?",
        ),
        (
            Settings(ignore=("apo004",), source="a.yaml", given=frozenset({"ignore"})),
            "--ignore names “apo004”, which is not {any}. Did you mean “APO004”?",
        ),
        (
            Settings(severity={"APO": Severity.OFF}, source="a.yaml"),
            "a.yaml: severity names “APO”, which is not a rule’s code. Did you mean “APO004”?",
        ),
        (
            Settings(per_file_ignores={"*.md": ("tones",)}, source="a.yaml"),
            "a.yaml: per-file-ignores.*.md names “tones”, which is not {any}. Did you mean “tone”?",
        ),
        (
            Settings(select=("",)),
            "--select names “”, which is not a rule’s code, the start of one, or a group.",
        ),
    ],
)
def test_selectors_that_name_nothing_are_told(settings: Settings, told: str) -> None:
    with pytest.raises(UserError) as mistake:
        check_codes(settings, KNOWN, GROUPS)
    assert str(mistake.value) == told.format(any="a rule’s code, the start of one, or a group")
