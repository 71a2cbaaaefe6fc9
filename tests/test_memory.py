from __future__ import annotations

from empathylint.memory import remembered
from empathylint.model import Role, Turn


def asked(*texts: str) -> list[str]:
    """The texts for which an answer had to be worked out, in order."""
    worked_out: list[str] = []

    @remembered
    def length(turn: Turn) -> int:
        worked_out.append(turn.text)
        return len(turn.text)

    assert [length(Turn(at, Role.AGENT, text)) for at, text in enumerate(texts)] == [len(text) for text in texts]
    return worked_out


def test_a_text_that_is_said_again_is_looked_at_once() -> None:
    assert asked("Hello.", "Bye.", "Hello.") == ["Hello.", "Bye."]


def test_a_long_text_is_not_kept() -> None:
    assert len(asked("long " * 100, "long " * 100)) == 2


def test_what_is_kept_has_an_end() -> None:
    texts = [str(number) for number in range(5_000)]
    assert asked(*texts, texts[0])[5_000:] == [texts[0]]
