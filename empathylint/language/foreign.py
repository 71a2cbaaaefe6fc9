"""Which language a text is in, if it is not English: told by its letters and its commonest words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from empathylint.language.late import late

if TYPE_CHECKING:
    from collections.abc import Iterable

_FEWEST = 12  # words by which a language can be told
_SAMPLE = 1000  # characters that are looked at
_OF_A_TURN = 300
_ENGLISH_ENOUGH = 0.12  # of all words, in English about a third are on the list
_FOREIGN_ENOUGH = 0.15
_OTHER_LETTERS = 0.4  # of all letters

_WORD = late(r"[^\W\d_]+")
_COMMON = {
    "English": """
        a about after again all also am an and any are as at be because been but by can could did do does for
        from get had has have he hello help her here hi his how i if in into is it just know let me more my
        need no not now of on only or order our out over please see she should so some still than thank thanks
        that the their them then there they this to up us want was we were what when where which who why will
        with would yes you your
    """,
    "German": """
        der das und ist nicht ich sie es wir mit auf für von dem den ein eine einen zu haben sich ihr ihre
        ihnen wird werden auch bei oder wenn noch nur aber uns bitte nach über vielen dank kein keine können
        sind mein meine
    """,
    "French": """
        le la les des et est vous nous je ne pas pour que qui dans avec sur une un du au votre notre avons
        avez sont ce cette mais merci bonjour très plus été nos vos mon ma par si être il elle
    """,
    "Spanish": """
        el la los las de que y es en un una por para con su no se lo al del está usted gracias hola pero más
        como nos le les este esta muy sus mi tu ha han hemos puede favor cuando
    """,
    "Portuguese": """
        o os as de que e é em um uma por para com seu sua não se do da no na dos das está você obrigado
        obrigada olá mas mais como nos lhe este esta muito foi ao pode quando pelo
    """,
    "Italian": """
        il lo la gli le di che è un una per con non si del della dei delle al alla sono grazie buongiorno ma
        più come ci questo questa molto suo sua hai abbiamo nostro nel ha stato anche
    """,
    "Dutch": """
        de het een en van ik je u niet met voor op dat zijn er aan te uw ons wij bij naar ook maar als deze
        kunt hebben heeft wordt worden geen graag bedankt hallo mijn nog om dan
    """,
    "Swedish": """
        och att det som en på är av för med inte den till har jag vi du kan din ditt er om men från var så
        tack hej mycket ska vill eller när hur
    """,
    "Danish or Norwegian": """
        og at det som en på er av af for med ikke den til har jeg vi du kan din dit deg dig om men fra så takk
        tak hei hej meget skal vil eller når hvordan
    """,
    "Polish": """
        i w na z się nie do jest że to o jak za po co od ale przez dla czy proszę dziękuję twój pan pani są
        może być jego jej nas
    """,
    "Turkish": """
        ve bir bu için ile de da çok ne siz sizin değil olarak var yok mi mı ama daha teşekkürler merhaba
        lütfen gibi olan ben
    """,
    "Indonesian or Malay": """
        yang dan di untuk dengan tidak ini itu anda kami saya dari ke pada akan ada bisa sudah kita terima
        kasih silakan juga atau karena
    """,
    "Finnish": """
        ja on ei se että en olen mutta kun jos niin tai ole myös kiitos hei voi teidän minun meidän ovat tämä
    """,
    "Czech or Slovak": """
        a je se na v že s z do to o jak za pro ale prosím děkuji ďakujem jsem vám vás není sme som
    """,
    "Romanian": """
        și de la în nu cu pentru că este un o din pe mai sau dar vă mulțumesc bună sunt acest această am aveți
    """,
}
_ENGLISH = frozenset(_COMMON.pop("English").split())
_LISTS = {name: frozenset(words.split()) - _ENGLISH for name, words in _COMMON.items()}
_SCRIPTS = (
    ("Greek", "\u0370", "\u03ff"),
    ("a language in Cyrillic letters", "\u0400", "\u052f"),
    ("Hebrew", "\u0590", "\u05ff"),
    ("a language in Arabic letters", "\u0600", "\u06ff"),
    ("a language of India", "\u0900", "\u0dff"),
    ("Thai", "\u0e00", "\u0e7f"),
    ("Japanese", "\u3040", "\u30ff"),
    ("Korean", "\uac00", "\ud7af"),
    ("Chinese", "\u4e00", "\u9fff"),
)


def foreign_language(texts: Iterable[str]) -> str:
    """The name of the language of some texts, or an empty string where they are English, or too short to tell."""
    sample = _sample(texts)
    if not sample.isascii() and (named := _by_letters(sample)):
        return named
    words = _WORD.findall(sample.casefold())
    if len(words) < _FEWEST:
        return ""
    english = sum(map(_ENGLISH.__contains__, words)) / len(words)
    if english >= _ENGLISH_ENOUGH:
        return ""
    shares = {name: sum(map(known.__contains__, words)) / len(words) for name, known in _LISTS.items()}
    name = max(shares, key=shares.__getitem__)
    return name if shares[name] >= max(_FOREIGN_ENOUGH, 2 * english) else ""


def _sample(texts: Iterable[str]) -> str:
    """The beginnings of texts, as many as are enough to tell."""
    parts: list[str] = []
    left = _SAMPLE
    for text in texts:
        parts.append(text[: min(left, _OF_A_TURN * 2 if not parts else _OF_A_TURN)])
        left -= len(parts[-1])
        if left <= 0:
            break
    return " ".join(parts)


def _by_letters(sample: str) -> str:
    """The language that most letters beyond the Latin ones belong to, where they are many."""
    letters = sum(map(str.isalpha, sample))
    counts = {name: sum(first <= sign <= last for sign in sample) for name, first, last in _SCRIPTS}
    if sum(counts.values()) < max(_OTHER_LETTERS * letters, _FEWEST):
        return ""
    return "Japanese" if counts["Japanese"] > _FEWEST // 2 else max(counts, key=counts.__getitem__)
