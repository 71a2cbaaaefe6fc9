from __future__ import annotations

import pytest

from empathylint import Result, lint_text
from empathylint.model import Conversation, Role, Turn
from empathylint.steps import Ending, Fault, Status, ending, judge_steps, whose_fault


def talk(*said: tuple[Role, set[str]]) -> Conversation:
    """A conversation of turns with the cues that they give; what they say does not matter to steps."""
    turns = (
        Turn(at, role, "Some words that stand for a turn.", cues=frozenset(cues))
        for at, (role, cues) in enumerate(said)
    )
    return Conversation("talk", tuple(turns))


CUSTOMER, AGENT = Role.CUSTOMER, Role.AGENT


def statuses(conversation: Conversation) -> dict[str, Status]:
    return {verdict.step: verdict.status for verdict in judge_steps(conversation)}


@pytest.mark.parametrize(
    ("said", "step", "status"),
    [
        ([(CUSTOMER, {"upset"}), (AGENT, {"acknowledges"})], "acknowledge", Status.PASS),
        ([(CUSTOMER, {"effort"}), (AGENT, set()), (AGENT, {"acknowledges"})], "acknowledge", Status.PASS),
        ([(CUSTOMER, {"exit"}), (AGENT, set()), (AGENT, set()), (AGENT, {"acknowledges"})], "acknowledge", Status.FAIL),
        ([(CUSTOMER, {"problem"}), (AGENT, set())], "acknowledge", Status.NOT_APPLICABLE),
        ([(CUSTOMER, {"problem"}), (AGENT, {"apologizes"})], "apologize", Status.PASS),
        ([(CUSTOMER, {"problem"}), (AGENT, {"resolves"})], "apologize", Status.FAIL),
        ([(CUSTOMER, {"problem", "own-slip"}), (AGENT, {"resolves"})], "apologize", Status.NOT_APPLICABLE),
        ([(CUSTOMER, {"problem", "third-party"}), (AGENT, set())], "apologize", Status.NOT_APPLICABLE),
        ([(CUSTOMER, {"problem"}), (AGENT, set()), (CUSTOMER, set()), (AGENT, {"refocuses"})], "refocus", Status.PASS),
        ([(CUSTOMER, set()), (AGENT, {"apologizes"}), (CUSTOMER, {"upset"}), (AGENT, set())], "apologize", Status.PASS),
        ([(CUSTOMER, {"problem"}), (AGENT, {"promises"})], "resolve", Status.PASS),
        ([(CUSTOMER, {"problem"}), (AGENT, {"apologizes"})], "resolve", Status.FAIL),
        ([(CUSTOMER, {"problem"}), (AGENT, {"resolves", "closes"})], "close", Status.PASS),
        ([(CUSTOMER, {"problem"}), (AGENT, {"resolves", "checks", "thanks"})], "close", Status.PASS),
        ([(CUSTOMER, {"problem"}), (AGENT, {"resolves"}), (CUSTOMER, {"thanks"})], "close", Status.FAIL),
        ([(CUSTOMER, {"problem"}), (AGENT, {"refocuses"})], "close", Status.NOT_APPLICABLE),
        (
            [(CUSTOMER, set()), (AGENT, {"resolves"}), (CUSTOMER, {"exit"}), (AGENT, set())],
            "close",
            Status.NOT_APPLICABLE,
        ),
        ([(CUSTOMER, set()), (AGENT, {"moves-channel"}), (CUSTOMER, {"settled"})], "close", Status.NOT_APPLICABLE),
    ],
)
def test_a_step_is_judged_by_the_cues_of_the_turns_that_follow(
    said: list[tuple[Role, set[str]]], step: str, status: Status
) -> None:
    assert statuses(talk(*said))[step] is status


def test_nothing_is_expected_where_no_agent_speaks_afterwards() -> None:
    assert set(statuses(talk((AGENT, {"greets"}), (CUSTOMER, {"upset", "problem"}))).values()) == {
        Status.NOT_APPLICABLE
    }


def test_a_canned_reply_has_no_steps() -> None:
    assert judge_steps(Conversation("reply", (Turn(0, AGENT, "Hi!"),), is_template=True)) == ()


@pytest.mark.parametrize(
    ("cues", "fault"),
    [
        ({"problem"}, Fault.COMPANY),
        ({"problem", "own-slip"}, Fault.CUSTOMER),
        ({"problem", "own-slip", "upset", "upset.mild"}, Fault.CUSTOMER),
        ({"problem", "own-slip", "upset", "upset.strong"}, Fault.COMPANY),
        ({"problem", "third-party"}, Fault.THIRD_PARTY),
    ],
)
def test_the_fault_is_the_companys_unless_the_customer_names_somebody_else(cues: set[str], fault: Fault) -> None:
    assert whose_fault(talk((CUSTOMER, cues)).turns[0]) is fault


@pytest.mark.parametrize(
    ("said", "how"),
    [
        ([(CUSTOMER, {"problem"}), (AGENT, {"resolves"}), (CUSTOMER, {"thanks"})], Ending.ENDED),
        ([(CUSTOMER, {"problem"}), (AGENT, {"resolves"}), (CUSTOMER, {"problem"})], Ending.BROKEN_OFF),
        ([(CUSTOMER, {"problem"}), (AGENT, {"refocuses"})], Ending.WAITING),
        ([(CUSTOMER, {"problem"}), (AGENT, {"moves-channel"})], Ending.MOVED),
        ([(CUSTOMER, {"problem"}), (AGENT, {"disowns", "closes"})], Ending.BROKEN_OFF),
        ([(CUSTOMER, {"problem"}), (AGENT, {"resolves"}), (AGENT, {"disowns", "closes"})], Ending.ENDED),
    ],
)
def test_how_a_conversation_stops_is_read_from_its_last_turns(said: list[tuple[Role, set[str]]], how: Ending) -> None:
    assert ending(talk(*said)) is how


def test_grief_alone_calls_for_sympathy_and_for_no_apology() -> None:
    steps = {one.step: one.status for one in judge_steps(talk((CUSTOMER, {"upset", "upset.grief"}), (AGENT, set())))}
    assert (steps["acknowledge"], steps["apologize"]) == (Status.FAIL, Status.NOT_APPLICABLE)


def test_a_step_that_the_header_calls_failed_has_its_finding_and_the_reverse() -> None:
    texts = (
        "Customer: My order arrived broken and I am furious!\nAgent: Please send a photo.\n",
        """Customer: My order arrived broken and I am furious!
Agent: I'm so sorry about the broken order, that must be maddening. Which item is it?
Customer: the lamp
Agent: I've sent a new lamp today.
Customer: thanks
Agent: Thank you for telling us, and have a lovely evening!
""",
    )
    codes = {
        "acknowledge": "ACK001",
        "apologize": "APO004",
        "refocus": "REF001",
        "resolve": "RES001",
        "close": "CLO001",
    }
    for text in texts:
        for result in lint_text("talk.txt", text):
            assert isinstance(result, Result)
            spoken = {code for finding in result.findings for code in (finding.code, *finding.also)}
            failed = {codes[verdict.step] for verdict in result.steps if verdict.status is Status.FAIL}
            assert spoken & set(codes.values()) == failed
