"""What the keys of a message and the columns of a table are usually called."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct


def names(listed: str) -> tuple[str, ...]:
    """The names in a list that is written with spaces between them, folded as by `fold`."""
    return tuple(listed.split())


TEXT = names("""
    strippedtext plainbody bodytext decoratedtext text textcontent message messagetext messagebody body
    content msg utterance transcript spokentext descriptiontext displaytext value comment commentbody
    response reply answer said strippedhtml bodyhtml htmlbody richtext contenthtml
""")
ROLE = names("""
    messagetype direction role speakerrole senderrole authorrole participantrole participantpurpose
    actortype sendertype authortype usertype speakertype personatype actorrole speaker sender author from
    createdby participant party who actor user side
""")
OF_AGENT = names("isagent fromagent outgoing isoutgoing outbound isoutbound isstaff fromstaff")
OF_CUSTOMER = names("incoming isincoming inbound isinbound iscustomer fromcustomer fromuser isuser")
PERSON = names("authorid userid senderid participantid speakerid actorid channel mediachannel nick")
NAME = names("""
    name displayname speakername sendername authorname username fullname participantname actorname
    agentname firstname nickname
""")
TIME = names("""
    time timestamp createdat created createdatetime createddatetime createddate date datetime sentat sent
    sentdate postedat absolutetime entrytime starttime startedat start beginoffsetmillis starttimems
    starttimestampusec ts
""")
CONVERSATION = names("""
    conversationid ticketid chatid threadid sessionid caseid dialogueid dialogid callid contactid
    interactionid conversation ticket ticketnumber casenumber conversationsthreadid convid convoid
""")
TITLE = names(
    "title name macroname templatename subject label heading shortcut shortcode intent key question id"
)
REPLY = names("""
    bodytext body content text message reply response answer commentvalue commentvaluehtml macro template
    replytext responsetext html bodyhtml contenthtml
""")
PRIVATE = names("private isprivate internal isinternal internalnote isnote")
PUBLIC = names("public ispublic")
KIND = names("type parttype entrytype eventtype kind channel")
CSAT = names("csat csatscore rating satisfaction satisfactionscore score stars")
CHANNEL = names("channel source medium channeltype")
PAIRS = (
    ("customer", "agent"),
    ("user", "assistant"),
    ("instruction", "response"),
    ("instruction", "output"),
    ("prompt", "completion"),
    ("prompt", "response"),
    ("input", "output"),
    ("query", "response"),
    ("customermessage", "agentresponse"),
    ("customermessage", "agentreply"),
    ("message", "reply"),
    ("message", "response"),
    ("human", "assistant"),
)


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
    who: tuple[str, ...] = ()

    @property
    def speaks(self) -> bool:
        """Whether there is a key for the words and one that tells whose they are."""
        return bool(self.text) and bool(
            self.role or self.agent or self.customer or self.person or (self.name and self.conversation)
        )


TABLES = {
    "text": TEXT, "role": ROLE, "agent": OF_AGENT, "customer": OF_CUSTOMER, "person": PERSON, "name": NAME,
    "time": TIME, "conversation": CONVERSATION, "title": TITLE, "reply": REPLY, "private": PRIVATE,
    "public": PUBLIC, "kind": KIND, "csat": CSAT,
}  # fmt: skip


WHO = ("role", "agent", "customer", "person", "name", "private", "public", "kind")


@lru_cache(maxsize=1024)
def plan(keys: tuple[str, ...]) -> Plan:
    """What each of the keys holds; one key may stand for several things."""
    folded: dict[str, str] = {}
    for key in keys:
        folded.setdefault(fold(key), key)
    held = {what: tuple(folded[name] for name in listed if name in folded) for what, listed in TABLES.items()}
    return Plan(**held, who=tuple(key for what in WHO for key in held[what]))


def pair(keys: tuple[str, ...]) -> tuple[str, str] | None:
    """The two keys of a table of questions and answers, the customer's first, or None."""
    folded = {fold(key): key for key in keys}
    return next(((folded[ask], folded[say]) for ask, say in PAIRS if ask in folded and say in folded), None)
