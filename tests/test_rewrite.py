from __future__ import annotations

import pytest

from empathylint import Result, lint_text
from empathylint.customer_words import customer_name, feeling, issue, lasted, thing
from empathylint.engine import linter_for
from empathylint.model import Conversation, Role, Turn
from empathylint.rewrite import Slots, fitting
from empathylint.settings import Settings

LOOK = linter_for(Settings()).annotator.annotate


def customer(text: str) -> Turn:
    return LOOK(Conversation("one", (Turn(0, Role.CUSTOMER, text),))).turns[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I still haven't got my refund.", "you still haven't got your refund"),
        ("Hi, my order arrived broken.", "your order arrived broken"),
        ("We were charged twice for our room!", "you were charged twice for your room"),
        ("The shop was nice, but my parcel never arrived", "your parcel never arrived"),
        ("My card was charged twice", "your card was charged twice"),
        ("Why was my card charged twice?", ""),
        ("My fucking card was charged twice", ""),
        ("My order is broken, see https://a.example/b", ""),
        ("I rang the shop and my parcel never arrived", "your parcel never arrived"),
        ("My camera cant open the file 😡", "your camera can't open the file"),
        ("It has been broken for a week now", ""),
        ("I would like only one of them broken", ""),
    ],
)
def test_the_issue_is_the_customers_clause_with_the_persons_turned(text: str, said: str) -> None:
    assert issue(customer(text)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I have waited for more than Three weeks for my refund and I'm furious", "three weeks"),
        ("its been 2 days and my router is still dead", "2 days"),
        ("The site has been broken for me, a week now!", "a week"),
        ("I've been a loyal customer for 20 years and now my card is blocked", ""),
        ("My kettle broke, I bought it 3 days ago", ""),
        ("I bought this phone three weeks ago and it broke, I am fed up.", ""),
        ("My router broke down 3 days ago", ""),
        ("I was on hold for an hour and nobody answered, so annoying", "an hour"),
        ("We have been here a week and love the place!", ""),
        ("I've been a day one player and my account is broken", ""),
    ],
)
def test_how_long_a_trouble_has_lasted_is_told_in_the_customers_words(text: str, said: str) -> None:
    assert lasted(customer(text)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I ordered a kettle. My router is broken.", "your router"),
        ("My card is fine. The app keeps crashing.", "the app"),
        ("your app keeps crashing", "our app"),
        ("Still no refund!", "your refund"),
        ("there is no way in and the page gives a fault code", ""),
        ("They claim it is broken", ""),
        ("Order 5510 never came", "your order"),
    ],
)
def test_the_thing_belongs_to_somebody_and_is_looked_for_where_the_trouble_is(text: str, said: str) -> None:
    assert thing(customer(text)) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [("I'm so worried about my cat", "worried"), ("It is sad that you let this happen", ""), ("Don't be angry", "")],
)
def test_the_feeling_is_one_that_the_customer_has(text: str, said: str) -> None:
    assert feeling(customer(text)) == said


@pytest.mark.parametrize(
    ("turns", "name"),
    [
        ([(Role.CUSTOMER, "My lamp broke.\n\nKind regards,\nAisha")], "Aisha"),
        ([(Role.CUSTOMER, "hello"), (Role.AGENT, "Hi Tom, which lamp is it?")], "Tom"),
        ([(Role.CUSTOMER, "hello"), (Role.AGENT, "Hi there, which lamp is it?")], ""),
        ([(Role.CUSTOMER, "hello"), (Role.AGENT, "Dear Customer, which lamp is it?")], ""),
        ([(Role.CUSTOMER, "hello"), (Role.AGENT, "Dear Passenger, which lamp is it?")], ""),
        ([(Role.CUSTOMER, "hello"), (Role.AGENT, "Dear Mr. Pemberton, which lamp is it?")], ""),
    ],
)
def test_the_customers_name_comes_from_a_signature_or_a_greeting(turns: list[tuple[Role, str]], name: str) -> None:
    conversation = Conversation("one", tuple(Turn(at, role, text) for at, (role, text) in enumerate(turns)))
    assert customer_name(conversation) == name


def test_a_template_uses_its_own_placeholder_for_the_name() -> None:
    reply = Conversation("one", (Turn(0, Role.AGENT, "Hi {{ticket.requester.first_name}}, thanks."),), is_template=True)
    assert customer_name(reply) == "{{ticket.requester.first_name}}"


def test_templates_whose_slots_can_all_be_filled_fit_and_the_plain_ones_come_last() -> None:
    slots = Slots(Conversation("one", ()), None, {"thing": "your lamp"})
    assert fitting(["I'm sorry that {issue}.", "Sorry.", "I'm sorry about {thing}."], slots) == [
        "I'm sorry about your lamp.",
        "Sorry.",
    ]
    assert fitting(["I'm sorry that {issue}."], slots) == []


def test_which_plain_template_comes_first_hangs_on_the_conversation() -> None:
    orders = {tuple(fitting("abc", Slots(Conversation(str(number), ()), None, {}))) for number in range(50)}
    assert orders == {("a", "b", "c"), ("b", "c", "a"), ("c", "a", "b")}


def test_a_rewrite_is_not_told_twice_in_a_conversation_while_another_would_serve() -> None:
    text = "Customer: My tap leaks.\nAgent: I understand.\n" * 3
    (result,) = lint_text("talk.txt", text, Settings(select=("ACK002",)))
    assert isinstance(result, Result)
    edits = [finding.edit for finding in result.findings if finding.edit]
    serving = {edits[0].text, *edits[0].others}
    assert len({edit.text for edit in edits}) == min(len(serving), len(edits))
    assert all({edit.text, *edit.others} == serving for edit in edits)


def test_a_rewrite_says_the_customers_trouble_in_their_own_words() -> None:
    text = "Customer: My order arrived broken.\nAgent: We are sorry if you feel that way.\n"
    (result,) = lint_text("talk.txt", text, Settings(select=("APO001",)))
    assert isinstance(result, Result)
    edit = result.findings[0].edit
    assert edit is not None
    assert "your order arrived broken" in edit.text


def rewrite(text: str, code: str) -> tuple[str, str, str]:
    """The turn's text before the place of the first rewrite, the words that it replaces, and the rest."""
    (result,) = lint_text("talk.txt", text, Settings(select=(code,)))
    assert isinstance(result, Result)
    edit = result.findings[0].edit
    assert edit is not None
    said = result.conversation.turns[edit.place.turn].text
    return said[: edit.place.start], said[edit.place.start : edit.place.end], said[edit.place.end :]


@pytest.mark.parametrize(
    ("reply", "code", "cut"),
    [
        ("@ana Hey! Which one? ^RN", "APO004", ("@ana Hey! ", "", "Which one? ^RN")),
        (
            "Hi Ana, thank you for writing to us. Which one?",
            "APO004",
            ("Hi Ana, thank you for writing to us. ", "", "Which one?"),
        ),
        ("@ana We can't help. ^RN", "REF004", ("@ana We can't help.", "", " ^RN")),
        ("@ana We're sorry you feel that way. ^RN", "APO001", ("@ana ", "We're sorry you feel that way.", " ^RN")),
    ],
)
def test_a_rewrite_leaves_greeting_and_sign_off_in_their_place(
    reply: str, code: str, cut: tuple[str, str, str]
) -> None:
    assert rewrite(f"Customer: My order arrived broken.\nAgent: {reply}\n", code) == cut


def test_a_rewrite_that_takes_the_place_of_a_fact_says_what_to_keep() -> None:
    text = "Customer: My tap leaks.\nAgent: You should have called 0800 before you wrote, see https://a.example/b.\n"
    (result,) = lint_text("talk.txt", text, Settings(select=("TON001",)))
    assert isinstance(result, Result)
    edit = result.findings[0].edit
    assert edit is not None
    assert edit.text.endswith("[keep: 0800, https://a.example/b]")


@pytest.mark.parametrize(
    ("said", "became"),
    [
        ("I understand your frustration, but we close at six.", "We close at six."),
        ("While I understand your frustration, we close at six.", "We close at six."),
    ],
)
def test_what_a_sentence_says_behind_its_but_is_kept(said: str, became: str) -> None:
    (result,) = lint_text(
        "talk.txt", f"Customer: My tap leaks and I'm fed up.\nAgent: {said} The plumber comes at four.\n"
    )
    assert isinstance(result, Result)
    edits = [finding.edit for finding in result.findings if {"ACK002", "ACK008"} & {finding.code, *finding.also}]
    assert [edit.text.endswith(f". {became}") for edit in edits if edit] == [True]


def test_words_behind_a_greeting_and_before_a_link_fit_in() -> None:
    said = "Hi Jo, I'm sorry if you felt let down, the form is here: https://a.example/form"
    (result,) = lint_text("talk.txt", f"Customer: My order arrived broken.\nAgent: {said}\n")
    assert isinstance(result, Result)
    edit = next(finding.edit for finding in result.findings if finding.code == "APO001")
    assert edit
    assert edit.text == "I'm sorry that your order arrived broken. Here is more:"


def test_leaving_words_out_comes_first_where_a_rule_names_it_first() -> None:
    talk = Conversation("one", (customer("My lamp is broken."),))
    assert fitting(["", "One.", "Two."], Slots(talk, None, {}))[0] == ""
