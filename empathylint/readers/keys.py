"""What the keys of a message and the columns of a table are usually called."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

TEXT = (
    "strippedtext plainbody bodytext decoratedtext text textcontent message messagetext messagebody body content msg "
    "utterance transcript spokentext descriptiontext displaytext value comment commentbody response reply answer "
    "said strippedhtml bodyhtml htmlbody richtext contenthtml"
).split()
ROLE = (
    "messagetype direction role speakerrole senderrole authorrole participantrole participantpurpose actortype sendertype authortype "
    "usertype speakertype personatype actorrole speaker sender author from createdby participant party who actor "
    "user side"
).split()
OF_AGENT = "isagent fromagent outgoing isoutgoing outbound isoutbound isstaff fromstaff staff".split()
OF_CUSTOMER = "incoming isincoming inbound isinbound iscustomer fromcustomer fromuser isuser".split()
PERSON = "authorid userid senderid participantid speakerid actorid channel mediachannel nick".split()
NAME = (
    "name displayname speakername sendername authorname username fullname participantname actorname agentname "
    "firstname nickname"
).split()
TIME = (
    "time timestamp createdat created createdatetime createddatetime createddate date datetime sentat sent sentdate "
    "postedat absolutetime entrytime starttime startedat start beginoffsetmillis starttimems starttimestampusec ts"
).split()
CONVERSATION = (
    "conversationid ticketid chatid threadid sessionid caseid dialogueid dialogid callid contactid interactionid "
    "conversation ticket ticketnumber casenumber conversationsthreadid convid convoid"
).split()
TITLE = "title name macroname templatename subject label heading shortcut shortcode intent key question id".split()
REPLY = (
    "body bodytext content text message reply response answer commentvalue commentvaluehtml macro template "
    "replytext responsetext html bodyhtml contenthtml value"
).split()
PRIVATE = "private isprivate internal isinternal internalnote isnote".split()
PUBLIC = "public ispublic".split()
KIND = "type parttype entrytype eventtype kind channel".split()
CSAT = "csat csatscore rating satisfaction satisfactionscore score stars".split()
CHANNEL = "channel source medium channeltype".split()
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


@lru_cache(maxsize=1024)
def plan(keys: tuple[str, ...]) -> Plan:
    """What each of the keys holds; one key may stand for several things."""
    folded: dict[str, str] = {}
    for key in keys:
        folded.setdefault(fold(key), key)
    return Plan(
        **{what: tuple(folded[name] for name in names if name in folded) for what, names in TABLES.items()}
    )


def pair(keys: tuple[str, ...]) -> tuple[str, str] | None:
    """The two keys of a table of questions and answers, the customer's first, or None."""
    folded = {fold(key): key for key in keys}
    return next(((folded[ask], folded[say]) for ask, say in PAIRS if ask in folded and say in folded), None)
