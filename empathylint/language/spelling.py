"""How people spell: contractions, chat spellings and elongations, opened into plain words."""

from __future__ import annotations

from empathylint.language.late import late

CONTRACTIONS = {
    "can't": "can not", "cannot": "can not", "cant": "can not", "won't": "will not", "wont": "will not",
    "shan't": "shall not", "ain't": "is not", "aint": "is not", "let's": "let us", "y'all": "you all",
    "i'm": "i am", "im": "i am", "i'd": "i would", "ive": "i have", "weve": "we have",
    "dont": "do not", "doesnt": "does not", "didnt": "did not", "isnt": "is not", "arent": "are not",
    "wasnt": "was not", "werent": "were not", "havent": "have not", "hasnt": "has not", "hadnt": "had not",
    "couldnt": "could not", "wouldnt": "would not", "shouldnt": "should not", "its": "it is",
    "youre": "you are", "youve": "you have", "youll": "you will", "youd": "you would", "theyre": "they are",
    "theyve": "they have", "theyll": "they will", "itll": "it will", "thatll": "that will", "thats": "that is",
    "i'l": "i will", "wheres": "where is", "hows": "how is", "whos": "who is", "wouldve": "would have",
    "couldve": "could have", "shouldve": "should have",
    "whats": "what is", "theres": "there is", "heres": "here is", "hes": "he is", "shes": "she is",
    "gonna": "going to", "wanna": "want to", "gotta": "got to", "gimme": "give me", "lemme": "let me",
    "dunno": "do not know", "kinda": "kind of", "tho": "though", "cuz": "because", "coz": "because",
    "u": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please", "plse": "please", "thx": "thanks",
    "thnx": "thanks", "tnx": "thanks", "tks": "thanks", "ty": "thank you", "thankyou": "thank you",
    "abt": "about", "bc": "because", "b4": "before", "w/o": "without", "ok": "okay", "k": "okay", "&": "and",
    "&amp;": "and", "&lt;": "<", "&gt;": ">", "&quot;": "", "&nbsp;": "", "sry": "sorry", "soz": "sorry",
    "srry": "sorry", "apologise": "apologize", "apologises": "apologizes", "apologised": "apologized",
    "apologising": "apologizing", "msg": "message", "acct": "account", "wk": "week", "wks": "weeks",
    "hrs": "hours", "mins": "minutes", "min": "minute", "yrs": "years", "asap": "asap", "e-mail": "email",
    "emails": "emails", "cus": "because", "rn": "now", "smth": "something", "gd": "good", "ppl": "people",
}  # fmt: skip

_ENDINGS = (("n't", " not"), ("'re", " are"), ("'ve", " have"), ("'ll", " will"), ("'d", " would"))
_IS = {
    "it",
    "that",
    "this",
    "what",
    "there",
    "here",
    "who",
    "how",
    "where",
    "when",
    "he",
    "she",
    "everything",
}
_LONGEST = 40  # letters of a word that is opened; longer ones are no words
_LONG = late(r"([^\W\d_])\1{2,}")
_VERBS = (
    "add|arrange|ask|be|book|bring|buy|call|cancel|change|chase|check|come|confirm|do|drop|email|escalate|"
    "explain|find|fix|get|give|go|have|help|hold|keep|leave|let|look|make|meet|message|move|need|note|"
    "open|order|pass|pay|phone|pop|post|put|raise|read|refund|return|ring|run|say|see|send|set|sort|speak|"
    "start|stay|stop|swap|take|talk|tell|text|transfer|try|turn|update|use|wait|want|work|write"
)
_ILL = late(
    r"(?<![\w'’-])(?<!\b(?:am|is|be|so) )(?<!\b(?:are|was|got|get) )"
    r"(?<!\b(?:been|were|fell|fall|feel|felt|very) )(?<!ly )"
    rf"([Ii])ll(?= (?:(?:also|then|just|now|go and|quickly|personally) )?(?:{_VERBS})\b)"
)


def plain(token: str) -> tuple[str, ...]:
    """The words that a token stands for, folded: `can't` gives can, not; `soooo` gives so or soo."""
    word = token.strip().rstrip("-").casefold().replace("’", "'").replace("‘", "'")
    if len(word) > _LONGEST:
        return (word,)
    opened = CONTRACTIONS.get(word)
    if opened is not None:
        return tuple(opened.split())
    for ending, full in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            return (*plain(word[: -len(ending)]), *full.split())
    if word.endswith("'s"):
        stem = word[:-2]
        return (stem, "is") if stem in _IS else (stem,)
    return (word.rstrip("'"),)


def apostrophed(text: str) -> str:
    """A text of the same length in which an “ill” that stands for “I'll” can be told from the illness."""
    return _ILL.sub(r"\1'l", text) if "ll " in text else text


def squeezed(word: str) -> tuple[str, ...]:
    """Spellings to try for an elongated word, shortest run first: `sooo` gives so, soo. Empty if it is not one."""
    if not _LONG.search(word):
        return ()
    return (_LONG.sub(r"\1", word), _LONG.sub(r"\1\1", word))
