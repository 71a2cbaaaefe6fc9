from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from empathylint.discover import Found, discover
from empathylint.model import Problem
from empathylint.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


SUFFIXES = ("md", "MD", "mdx", "markdown", "txt", "json", "jsonl", "ndjson", "yaml", "yml", "csv", "tsv")
SUBTITLES_AND_MAIL = ("vtt", "srt", "eml")


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to write files into, which is the working directory."""
    folder = tmp_path / "shop"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Agent: Hello!\n", encoding="utf-8")


def found(*paths: str, settings: Settings | None = None) -> list[str]:
    met = list(discover(paths, settings or Settings()))
    return [str(file) if isinstance(file, Problem) else file.path for file in met]


@pytest.mark.parametrize(
    "name",
    [f"a.{suffix}" for suffix in SUFFIXES + SUBTITLES_AND_MAIL],
)
def test_a_walk_meets_every_suffix_that_can_be_read(shop: Path, name: str) -> None:
    write(shop, name)
    assert found(".") == [name]


@pytest.mark.parametrize(
    "name",
    [
        *("a.png", "a.py", "README", "md", ".hidden.md", ".git/a.md", ".venv/a.md"),
        *("node_modules/pkg/a.md", "__pycache__/a.txt", "deep/site-packages/a.json"),
    ],
)
def test_a_walk_passes_over_what_is_no_conversation(shop: Path, name: str) -> None:
    write(shop, name)
    assert found(".") == []


def test_files_come_sorted_folder_by_folder(shop: Path) -> None:
    write(shop, "b.md", "a/z.md", "a/b/c.md", "a.md", "c/a.md")
    assert found(".") == ["a/b/c.md", "a/z.md", "a.md", "b.md", "c/a.md"]


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        *((".", "chats/a.md"), ("./", "chats/a.md"), ("chats", "chats/a.md"), ("chats/", "chats/a.md")),
        *(("./chats", "./chats/a.md"), ("../shop", "../shop/chats/a.md")),
    ],
)
def test_paths_begin_as_the_user_wrote_them(shop: Path, path: str, shown: str) -> None:
    write(shop, "chats/a.md")
    assert found(path) == [shown]


def test_an_explicit_file_counts_whatever_its_name(shop: Path) -> None:
    write(shop, "notes.log", ".gitignore", ".secret/a.md")
    (shop / ".gitignore").write_text("*\n", encoding="utf-8")
    names = ["notes.log", ".secret/a.md"]
    assert list(discover(names, Settings(exclude=("*.log",)))) == [Found(name, explicit=True) for name in names]


def test_a_file_that_is_named_and_met_is_given_once_as_explicit(shop: Path) -> None:
    write(shop, "a.md", "b.md")
    assert list(discover([".", "b.md", "./b.md"], Settings())) == [
        Found("a.md"),
        Found("b.md", explicit=True),
    ]


@pytest.mark.parametrize(
    ("ignores", "left"),
    [
        ({".gitignore": "*.txt\n"}, ["a.md", "drafts/b.md", "drafts/old/d.md"]),
        ({".gitignore": "drafts/\n"}, ["a.md", "c.txt"]),
        ({".gitignore": "/old\nold/d.md\n"}, ["a.md", "c.txt", "drafts/b.md", "drafts/old/d.md"]),
        ({"drafts/.gitignore": "/old\n"}, ["a.md", "c.txt", "drafts/b.md"]),
        ({".gitignore": "*.md\n", "drafts/.gitignore": "!b.md\n"}, ["c.txt", "drafts/b.md"]),
        ({".gitignore": "*a*a*a*.t\n*a.m*d\n*/*l*/*.m*\n"}, ["c.txt", "drafts/b.md"]),
        ({".gitignore": "*t*t\nd?a*s/[a-c]*.*\n"}, ["a.md", "drafts/old/d.md"]),
        ({".gitignore": "\ufeff# note\n!\n[z-a]\nc.txt\n"}, ["a.md", "drafts/b.md", "drafts/old/d.md"]),
    ],
)
def test_gitignore_files_are_obeyed(shop: Path, ignores: dict[str, str], left: list[str]) -> None:
    write(shop, "a.md", "c.txt", "drafts/b.md", "drafts/old/d.md")
    for name, patterns in ignores.items():
        (shop / name).write_text(patterns, encoding="utf-8")
    assert found(".") == left


def test_the_gitignore_at_the_top_of_a_repository_holds_in_a_folder_below(shop: Path) -> None:
    write(shop, "chats/a.md", "chats/raw/b.md")
    (shop / ".gitignore").write_text("/chats/raw\n", encoding="utf-8")
    (shop / ".git").mkdir()
    assert found("chats") == ["chats/a.md"]


def test_a_folder_that_is_ignored_is_read_when_it_is_named(shop: Path) -> None:
    write(shop, "chats/a.md")
    (shop / ".gitignore").write_text("chats/\n", encoding="utf-8")
    (shop / ".git").mkdir()
    assert found("chats") == ["chats/a.md"]


@pytest.mark.parametrize(
    ("exclude", "left"),
    [
        ("drafts", ["a.md"]),
        ("old", ["a.md", "drafts/b.md"]),
        ("drafts/*.md", ["a.md", "drafts/old/d.md"]),
        ("drafts/**", ["a.md"]),
        ("**/d.md", ["a.md", "drafts/b.md"]),
        ("/drafts/old/", ["a.md", "drafts/b.md"]),
        ("[!a].md", ["a.md"]),
    ],
)
def test_excluded_globs_are_passed_over(shop: Path, exclude: str, left: list[str]) -> None:
    write(shop, "a.md", "drafts/b.md", "drafts/old/d.md")
    assert found(".", settings=Settings(exclude=(exclude,))) == left


def test_excluded_globs_start_at_the_folder_of_the_settings(shop: Path) -> None:
    write(shop, "drafts/a.md", "drafts/drafts/b.md")
    settings = Settings(exclude=("drafts/a.md",), root=str(shop))
    assert found("drafts", settings=settings) == ["drafts/drafts/b.md"]


def test_a_hook_that_hands_over_paths_is_told_what_is_excluded(shop: Path) -> None:
    write(shop, "a.md", "drafts/b.md", "replies/c.md")
    settings = Settings(exclude=("drafts",), include=("replies/",), force_exclude=True)
    files = discover(["a.md", "drafts/b.md", "replies/c.md"], settings)
    assert list(files) == [Found("a.md"), Found("replies/c.md", explicit=True)]


def test_included_globs_must_be_readable_and_may_be_hidden_or_of_any_suffix(shop: Path) -> None:
    write(shop, "a.md", "talk.log", ".github/replies.yml", "macros/b.md", "macros/logo.png")
    settings = Settings(include=("*.log", ".github/replies.yml", "macros"))
    expected = [
        Found(".github/replies.yml", explicit=True),
        Found("a.md"),
        Found("macros/b.md", explicit=True),
        Found("talk.log", explicit=True),
    ]
    assert list(discover(["."], settings)) == expected


def test_links_are_followed_and_loops_end(shop: Path) -> None:
    write(shop, "chats/a.md", "chats/deep/b.md", "../elsewhere/c.md")
    os.symlink("../../shop", shop / "chats/deep/again")
    os.symlink("..", shop / "chats/deep/up")
    os.symlink("loop.md", shop / "loop.md")
    os.symlink("gone.md", shop / "broken.md")
    os.symlink("../../elsewhere", shop / "chats/out")
    os.symlink("chats/a.md", shop / "same.md")
    os.symlink("/", shop / "everything")
    assert found(".") == ["chats/a.md", "chats/deep/b.md", "chats/out/c.md"]


def test_pipes_are_passed_over_in_a_walk(shop: Path) -> None:
    os.mkfifo(shop / "pipe.md")
    os.mkfifo(shop / ".gitignore")
    assert found(".") == []


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("*.md", ["a.md"]),
        ("chats/*.log", ["chats/b.log"]),
        ("**/*.log", ["chats/b.log", "chats/deep/c.log"]),
        ("chats/**/c.*", ["chats/deep/c.log", "chats/deep/c.md"]),
        ("cha*/**", ["chats/deep/c.md"]),
        ("*/deep", ["chats/deep/c.md"]),
        ("nothing/*.md", ["nothing/*.md: this pattern names no file. Check its spelling."]),
        ("**/*.eml", ["./**/*.eml: this pattern names no file. Check its spelling."]),
    ],
)
def test_globs_that_the_shell_left_alone_are_opened(shop: Path, pattern: str, left: list[str]) -> None:
    write(shop, "a.md", "chats/b.log", "chats/deep/c.log", "chats/deep/c.md")
    assert found(pattern) == left


def test_a_name_that_looks_like_a_glob_is_a_name_first(shop: Path) -> None:
    write(shop, "what[1].md", "what1.md")
    assert found("what[1].md") == ["what[1].md"]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("chat.md", "chat.md: there is no such file or folder. Did you mean “chats.md”?"),
        (
            "qqqqqqqqq",
            "qqqqqqqqq: there is no such file or folder. Check the spelling and the folder you are in.",
        ),
        (
            "chats.md/a.md",
            "chats.md/a.md: it cannot be read (Not a directory). Check the path, or leave it out.",
        ),
        ("a\0b", "a\\x00b: it cannot be read (embedded null byte). Check the path, or leave it out."),
        ("", ": there is no such file or folder. Check the spelling and the folder you are in."),
    ],
)
def test_a_path_that_is_not_there_is_a_problem_and_the_others_are_read(shop: Path, path: str, told: str) -> None:
    write(shop, "chats.md")
    assert found(path, "chats.md") == [told, "chats.md"]


def test_a_folder_that_cannot_be_listed_is_a_problem(shop: Path) -> None:
    deep = "d" * 200
    folder = os.open(shop, os.O_RDONLY)
    for _ in range(25):
        os.mkdir(deep, dir_fd=folder)
        folder, above = os.open(deep, os.O_RDONLY, dir_fd=folder), folder
        os.close(above)
    os.close(folder)
    write(shop, "z.md")
    problem, file = found(".")
    assert "this folder cannot be listed (File name too long)" in problem
    assert file == "z.md"


def test_names_that_are_no_utf8_are_found(shop: Path) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    write(shop, name)
    assert found(".") == [name]


def test_ten_thousand_files_are_walked(shop: Path) -> None:
    for number in range(100):
        (shop / f"{number}").mkdir()
        for name in range(100):
            (shop / f"{number}/{name}.md").touch()
    (shop / ".gitignore").write_text("*.log\nbuild/\n", encoding="utf-8")
    assert len(found(".")) == 10_000


def test_a_gitignore_of_many_patterns_and_stars_is_obeyed(shop: Path) -> None:
    write(shop, "a" * 200 + ".md", "b.md")
    patterns = ["*a" * 60 + "*b", *(f"{number}/*.txt" for number in range(5_000)), "b.*"]
    (shop / ".gitignore").write_text("\n".join(patterns), encoding="utf-8")
    assert found(".") == ["a" * 200 + ".md"]
