"""Help desks by name: with which signs each writes its placeholders, what it calls them, and how it falls back.

Sources: what each help desk says of placeholders on its own help pages.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

_FEWEST = 2  # placeholders by which a help desk can be told


class HelpDesk(StrEnum):
    """A help desk, or another system that fills placeholders in."""

    UNKNOWN = ""
    ZENDESK = "zendesk"
    FRESHDESK = "freshdesk"
    INTERCOM = "intercom"
    HELP_SCOUT = "helpscout"
    FRONT = "front"
    GORGIAS = "gorgias"
    CHATWOOT = "chatwoot"
    HUBSPOT = "hubspot"
    SALESFORCE = "salesforce"
    LIVECHAT = "livechat"
    KAYAKO = "kayako"
    MAILCHIMP = "mailchimp"
    RUBY = "ruby"
    SHELL = "shell"
    ERB = "erb"


class Dialect(Struct, frozen=True):
    """How a help desk writes placeholders: the signs round them, and beginnings of names that no other one has.

    `fallback` is a placeholder with a word for where nothing is known, with PATH for its name; empty where there is no
    such thing, or the help desk keeps it elsewhere.
    """

    signs: str
    telling: tuple[str, ...] = ()
    fallback: str = ""


DIALECTS = {
    HelpDesk.ZENDESK: Dialect(
        "{{}}",
        ("ticket.requester.first_name", "ticket.requester.last_name", "ticket.assignee", "current_user.", "dc."),
        '{{PATH | default: "there"}}',
    ),
    HelpDesk.FRESHDESK: Dialect(
        "{{}}",
        ("ticket.requester.firstname", "ticket.requester.lastname", "ticket.agent", "ticket.portal", "helpdesk_name"),
        '{{PATH | default: "there"}}',
    ),
    HelpDesk.INTERCOM: Dialect(
        "{{}}", ("first_name", "last_name", "author.", "teammate.", "company.name"), '{{PATH | fallback: "there"}}'
    ),
    HelpDesk.HELP_SCOUT: Dialect("{%%}", (), "{%PATH,fallback=there%}"),
    HelpDesk.FRONT: Dialect("{{}}", ("recipient.", "user.first_name", "user.last_name", "user.email", "survey")),
    HelpDesk.GORGIAS: Dialect("{{}}", ("ticket.customer.", "current_user.firstname")),
    HelpDesk.CHATWOOT: Dialect(
        "{{}}", ("contact.first_name", "contact.last_name", "contact.name", "inbox."), "{{PATH || 'there'}}"
    ),
    HelpDesk.HUBSPOT: Dialect("{{}}", ("contact.firstname", "contact.lastname", "owner.", "personalization_token")),
    HelpDesk.SALESFORCE: Dialect("{!}"),
    HelpDesk.LIVECHAT: Dialect("%%", ("name", "agent", "email", "referrer")),
    HelpDesk.KAYAKO: Dialect("{$}"),
    HelpDesk.MAILCHIMP: Dialect("*||*"),
    HelpDesk.RUBY: Dialect("%{}"),
    HelpDesk.SHELL: Dialect("${}"),
    HelpDesk.ERB: Dialect("<%=%>"),
}


def help_desk(written: Mapping[tuple[str, str], int]) -> HelpDesk:
    """The help desk whose placeholders these are, by how often a file has each dialect's signs and name.

    Most of those that tell have to be its own; `UNKNOWN` where too few tell, or they tell of several.
    """
    votes: Counter[HelpDesk] = Counter()
    for (signs, path), count in written.items():
        for desk, dialect in DIALECTS.items():
            if signs == dialect.signs and (not dialect.telling or path.startswith(dialect.telling)):
                votes[desk] += count
    if not votes:
        return HelpDesk.UNKNOWN
    desk, most = votes.most_common(1)[0]
    return desk if most >= _FEWEST and 3 * most >= 2 * votes.total() else HelpDesk.UNKNOWN


def written_as(desk: HelpDesk, path: str) -> str:
    """A placeholder as a help desk writes it."""
    signs = DIALECTS[desk].signs
    middle = (len(signs) + 1) // 2
    return f"{signs[:middle]}{path}{signs[middle:]}"
