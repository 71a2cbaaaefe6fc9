"""Profiles follow what a conversation is, and set how loudly rules speak."""

from __future__ import annotations

import pytest

from empathylint.engine import linter_for, profile_of, severity_of
from empathylint.finding import Severity
from empathylint.model import Conversation, Role, Turn
from empathylint.settings import Profile, Settings

RULES = linter_for(Settings()).rules


def talk(*roles: Role, channel: str = "", is_template: bool = False) -> Conversation:
    turns = tuple(Turn(at, role, "Hello.") for at, role in enumerate(roles))
    return Conversation("one", turns, is_template=is_template, metadata={"channel": channel})


@pytest.mark.parametrize(
    ("conversation", "profile"),
    [
        (talk(Role.CUSTOMER, Role.AGENT), Profile.CHAT),
        (talk(Role.CUSTOMER, Role.AGENT, channel="WhatsApp"), Profile.CHAT),
        (talk(Role.CUSTOMER, Role.AGENT, channel="Phone"), Profile.VOICE),
        (talk(Role.CUSTOMER, Role.AGENT, channel="twitter"), Profile.SOCIAL),
        (talk(Role.CUSTOMER, Role.AGENT, channel="email"), Profile.EMAIL),
        (talk(Role.CUSTOMER, Role.BOT), Profile.BOT),
        (talk(Role.CUSTOMER, Role.BOT, Role.AGENT), Profile.CHAT),
        (talk(Role.AGENT, is_template=True), Profile.MACRO),
    ],
)
def test_the_profile_follows_the_conversation(conversation: Conversation, profile: Profile) -> None:
    assert profile_of(conversation, Settings()) is profile
    assert profile_of(conversation, Settings(profile=Profile.STRICT)) is Profile.STRICT


@pytest.mark.parametrize(
    ("code", "profile", "severity"),
    [
        ("ACK001", Profile.CHAT, Severity.WARNING),
        ("TON005", Profile.VOICE, Severity.OFF),
        ("ACK003", Profile.CHAT, Severity.INFO),
        ("ACK003", Profile.STRICT, Severity.WARNING),
        ("ACK005", Profile.STRICT, Severity.ERROR),
    ],
)
def test_a_profile_sets_severities(code: str, profile: Profile, severity: Severity) -> None:
    assert severity_of(RULES[code], profile, Settings()) is severity
    assert severity_of(RULES[code], profile, Settings(severity={code: Severity.ERROR})) is Severity.ERROR
