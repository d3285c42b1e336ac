"""Which language a text is in: by the letters where they tell, else by the share of small words."""

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
#: No more is read of one text, in characters.
_READ = 200_000
_LEAST_WORDS = 12
#: Of running text in any of these languages, at least this share is small words.
_LEAST_SHARE = 0.1
#: The runner-up has at most this share of the winner's words.
_CLEAR = 0.75
_SMALL_WORDS = {
    "en": "the and of to a in is it you that he she was for on with his her not but they what this have are i my me "
    "be we do don't your at as so from by had him all would there been if or an",
    "de": "der die das und ich ist nicht ein eine zu den mit sie er es auf dem von sich war du wir was im auch so "
    "wie dass hat mich mir dich dir aber noch nur ihr ja nein haben sein einen einem als an",
    "fr": "le la les et de des un une est que qui je tu il elle nous vous pas ne ce se dans pour sur avec c'est au "
    "mais plus mon ton son d'un qu'il j'ai cette y on a était du en l'on n'est",
    "es": "el la los las y de un una es que no en yo tú se lo por con para su mi te me qué está del pero al como "
    "más muy si ya hay eso esto él ella era le son",
    "it": "il la le e di un una è che non in io tu si lo per con del mi ti ma come più sono della gli i ho ha questo "
    "cosa al se perché nel era ci anche da dei l'ho",
    "pt": "o a os as e de um uma é que não em eu você se do da por com para seu meu te me mas como mais muito isso "
    "ele ela está no na foi ao era dos das são",
    "nl": "de het een en van ik je is dat niet in te hij zij ze op met voor maar er wat die dit was aan ook zijn "
    "heb wij we naar mijn jij als hem om nog bij of",
    "sv": "och att det i en ett jag är du som på inte han hon vi den för med av till har var men om så mig dig kan "
    "vad de sig när från nu ska min din här",
}
_TABLE = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
_LETTER = re.compile(r"[^\W\d_]")

#: The languages' names, for people who read the report.
NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch", "sv": "Swedish", "ja": "Japanese", "ko": "Korean", "zh": "Chinese", "ru": "Russian",
    "el": "Greek", "ar": "Arabic", "he": "Hebrew", "hi": "Hindi", "th": "Thai",
}  # fmt: skip


def language_of(text: str) -> str:
    """A key of ``NAMES``; "" where it cannot be told, as of a few words or a mixture."""
    text = text[:_READ]
    return _by_letters(text) or _by_words(text)


def _by_letters(text: str) -> str:
    total = len(_LETTER.findall(text))
    counts = {language: len(pattern.findall(text)) for language, pattern in _SCRIPTS} if not text.isascii() else {}
    # Japanese is written with Chinese characters, too: a fifth of kana tells it.
    if counts and (counts["ja"] + counts["zh"]) * 2 > total and counts["ja"] * 5 > counts["zh"]:
        return "ja"
    return next((language for language, count in counts.items() if count * 2 > total), "")


def _by_words(text: str) -> str:
    counts = Counter(_WORD.findall(text.replace("’", "'").lower()))
    total = sum(counts.values())
    if total < _LEAST_WORDS:
        return ""
    found = [(sum(counts[word] for word in words), language) for language, words in _TABLE.items()]
    (next_most, _), (most, language) = sorted(found)[-2:]
    return language if most >= _LEAST_SHARE * total and next_most <= _CLEAR * most else ""
