"""Messages of structured files: what their keys are usually called, and where a document keeps them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator


def names(listed: str) -> tuple[str, ...]:
    """The names in a list that is written with spaces between them, folded as by `fold`."""
    return tuple(listed.split())


KEYS = {
    "text": names("""
        strippedtext plainbody bodytext decoratedtext text textcontent message messagetext messagebody body
        content msg utterance transcript spokentext descriptiontext displaytext value comment commentbody
        response reply answer said strippedhtml bodyhtml htmlbody richtext contenthtml
    """),
    "role": names("""
        messagetype direction role speakerrole senderrole authorrole participantrole participantpurpose
        actortype sendertype authortype usertype speakertype personatype actorrole speaker sender author
        from createdby participant party who actor user side
    """),
    "agent": names("isagent fromagent outgoing isoutgoing outbound isoutbound isstaff fromstaff"),
    "customer": names("incoming isincoming inbound isinbound iscustomer fromcustomer fromuser isuser"),
    "person": names("authorid userid senderid participantid speakerid actorid channel mediachannel nick"),
    "name": names("""
        name displayname speakername sendername authorname username fullname participantname actorname
        agentname firstname nickname
    """),
    "time": names("""
        time timestamp createdat created createdatetime createddatetime createddate date datetime sentat
        sent sentdate postedat absolutetime entrytime starttime startedat start beginoffsetmillis
        starttimems starttimestampusec ts
    """),
    "conversation": names("""
        conversationid ticketid chatid threadid sessionid caseid dialogueid dialogid callid contactid
        interactionid conversation ticket ticketnumber casenumber conversationsthreadid convid convoid
    """),
    "title": names("""
        title name macroname templatename subject label heading shortcut shortcode intent key question id
    """),
    "reply": names("""
        bodytext body content text message reply response answer commentvalue commentvaluehtml macro
        template replytext responsetext html bodyhtml contenthtml
    """),
    "private": names("private isprivate internal isinternal internalnote isnote"),
    "public": names("public ispublic"),
    "kind": names("type parttype entrytype eventtype kind channel"),
    "csat": names("csat csatscore rating satisfaction satisfactionscore score stars"),
    "channel": names("channel source medium channeltype"),
}
WHO = ("role", "agent", "customer", "person", "name", "private", "public", "kind")
PAIRS = tuple(
    tuple(couple.split("+"))
    for couple in names("""
        customer+agent user+assistant instruction+response instruction+output prompt+completion
        prompt+response input+output query+response customermessage+agentresponse customermessage+agentreply
        message+reply message+response human+assistant
    """)
)
HOLDERS = names("""
    turns messages dialogue dialog utterances conversationitems conversationparts comments history
    transcript transcripts phrases entries events exchanges segments sentences thread threads conversation
    conversations chat chats ticket tickets payload data results response records items audiosegments log
    analysisinput embedded
""")
RANK = {key: rank for rank, key in enumerate(HOLDERS)}
TITLED = {"title", "shortcut", "shortcode", "macroname", "templatename"}
DEEPEST = 6
LOOKED_AT = 20


@lru_cache(maxsize=4096)
def fold(key: str) -> str:
    """A key without the differences of case, space, underscore, hyphen and dot."""
    return "".join(sign for sign in key.casefold() if sign not in " _-.\t")


class Plan(Struct, frozen=True):
    """The keys of a message or of a header by what they hold, the most telling first."""

    text: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    agent: tuple[str, ...] = ()
    customer: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    conversation: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    reply: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    public: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    csat: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    who: tuple[str, ...] = ()

    @property
    def speaks(self) -> bool:
        """Whether there is a key for the words and one that tells whose they are."""
        return bool(self.text) and bool(
            self.role or self.agent or self.customer or self.person or (self.name and self.conversation)
        )


@lru_cache(maxsize=1024)
def plan(keys: tuple[str, ...]) -> Plan:
    """What each of the keys holds; one key may stand for several things."""
    folded: dict[str, str] = {}
    for key in keys:
        folded.setdefault(fold(key), key)
    held = {what: tuple(folded[name] for name in listed if name in folded) for what, listed in KEYS.items()}
    return Plan(**held, who=tuple(key for what in WHO for key in held[what]))


def pair(keys: tuple[str, ...]) -> tuple[str, str] | None:
    """The two keys of a table of questions and answers, the customer's first, or None."""
    folded = {fold(key): key for key in keys}
    return next(((folded[ask], folded[say]) for ask, say in PAIRS if ask in folded and say in folded), None)


class Message(Struct, frozen=True, gc=False):
    """A message as the file has it, and the way to it from the document's root."""

    path: tuple[Any, ...]
    fields: dict[str, Any]


class Chat(Struct, frozen=True):
    """The messages of one conversation, and the objects around them, which tell of it as a whole."""

    messages: tuple[Message, ...]
    envelope: dict[str, Any]
    id: str = ""


def chats(
    value: Any,  # noqa: ANN401 - any JSON
    path: tuple[Any, ...] = (),
    envelope: dict[str, Any] | None = None,
) -> Iterator[Chat]:
    """The chats of a document in its order; none where the shape is unknown."""
    if len(path) > DEEPEST:
        return
    if isinstance(value, list):
        if is_messages(value):
            yield from _grouped(value, path, envelope or {})
        else:
            for number, entry in enumerate(value):
                yield from chats(entry, (*path, number), envelope)
    elif isinstance(value, dict):
        yield from _inside(value, path, envelope or {})


def _inside(value: dict[str, Any], path: tuple[Any, ...], outer: dict[str, Any]) -> Iterator[Chat]:
    envelope = {**{key: told for key, told in outer.items() if fold(key) not in RANK}, **value}
    opening = _opening(value, path)
    for key in sorted((key for key in value if fold(key) in RANK), key=lambda key: RANK[fold(key)]):
        found = list(chats(value[key], (*path, key), envelope))
        if found:
            first = found[0]
            yield Chat((*opening, *first.messages), first.envelope, first.id)
            yield from found[1:]
            return
    if opening:
        yield Chat(opening, envelope)


def _opening(value: dict[str, Any], path: tuple[Any, ...]) -> tuple[Message, ...]:
    """The customer's first message where it stands apart: Intercom's source, a ticket's description."""
    source = value.get("source")
    if isinstance(source, dict) and "author" in source and "body" in source:
        return (Message((*path, "source"), {**source, "created_at": value.get("created_at")}),)
    if "conversations" in value and isinstance(value.get("description_text"), str):
        asked = {key: value.get(key) for key in ("description_text", "created_at")}
        return (Message(path, {**asked, "incoming": True}),)
    return ()


def is_messages(values: list[Any]) -> bool:
    """Whether a list holds messages: words, and something that tells whose."""
    return any(isinstance(entry, dict) and is_message(entry) for entry in values[:LOOKED_AT])


def is_message(fields: dict[str, Any]) -> bool:
    """Whether an object is a message and not a reply with a title."""
    keys = plan(tuple(fields))
    return keys.speaks and (bool(keys.conversation) or not any(fold(key) in TITLED for key in fields))


def conversation_id(fields: dict[str, Any]) -> str:
    """The id of the conversation that a message names, or an empty string."""
    for key in plan(tuple(fields)).conversation:
        if isinstance(fields[key], str | int):
            return str(fields[key])
    return ""


def _grouped(values: list[Any], path: tuple[Any, ...], envelope: dict[str, Any]) -> Iterator[Chat]:
    groups: dict[str, list[Message]] = {}
    for number, fields in enumerate(values):
        if isinstance(fields, dict):
            groups.setdefault(conversation_id(fields), []).append(Message((*path, number), fields))
    for id_, messages in groups.items():
        yield Chat(tuple(messages), envelope, id_)
