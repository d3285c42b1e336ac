"""Text in the form that the model knows: straight quotes, no control characters, single spaces; no links, no re-posts.

Nothing here changes what is said: parentheticals, capitals, dashes and emphasis are the writer's own.
"""

import html
import re
import unicodedata
from functools import lru_cache

from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.fountain import LineClassifier, character_name
from scriptwriter.formats.imported import clean

_K = ElementKind
_PLAIN = str.maketrans({
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "‛": "'", "‹": "'",
    "›": "'", "´": "'", "`": "'", "…": "...", "\ufffd": "", "\ufeff": "", "\u200b": "", "\u00ad": "", "\u200e": "",
    "\u200f": "", "\u2060": "",
})  # fmt: skip
# A space that does not break stands beside French quotes and belongs to them.
_QUOTE_SPACE = re.compile("(?<=«)[\u00a0\u202f]|[\u00a0\u202f](?=»)")
_LINK = re.compile(
    r"https?:/*\s+[\w.-]+\.\w{2,}/\S*|https?:\S*|pic\.twitter\.com\S*|\b(?:t\.co/|bit\.ly/|www\.)\S*"
    # Cut off where a message was: "https…", "htt…", or nothing but the beginning at the end.
    r"|\bht{1,2}ps?:?/*(?:\.{3}|$)|\bht{1,2}\.{3}\s*$|\bhttps?\s*$"
)
_REPOST = re.compile(r"""["'\s.]*(?:RT[ :]|MT @)""")
#: What somebody else wrote, with what is answered behind it.
_QUOTED = re.compile(r'"+\s*\.?@\w+.*"(.*)|"+\s*\.?@\w+.*', re.DOTALL)
_MARKS = re.compile(r"[!>~=#@.\s]+")


def letters(text: str) -> str:
    """Straight quotes and no characters that cannot be printed; ``\\n`` is the only line end."""
    text = _QUOTE_SPACE.sub("", clean(text)).translate(_PLAIN)
    return unicodedata.normalize("NFC", text)


def cell(text: str) -> str:
    """What stands in one field of a table, entities decoded: lines with single spaces, none of them blank."""
    text = letters(html.unescape(text) if "&" in text else text)
    return "\n".join(line for raw in text.split("\n") if (line := " ".join(raw.split())))


def one_line(text: str) -> str:
    """A field that has one line: a name, a title."""
    return " ".join(cell(text).split())


def message(text: str) -> str:
    """A short message without links; empty when it was a re-post or nothing but links.

    Of a quoted message only what is answered behind it stays.
    """
    text = " ".join(cell(text).split())
    if _REPOST.match(text):
        return ""
    quoted = _QUOTED.fullmatch(text)
    if quoted:
        text = (quoted[1] or "").strip()
    text = " ".join(_LINK.sub(" ", text).split())
    return text if any(letter.isalnum() for letter in text) else ""


def name(text: str) -> str:
    """A character's name in capitals, extensions such as (V.O.) left out; empty when there is none."""
    shown = one_line(text).replace("[[", "[").replace("]]", "]").replace("/*", "/").strip("@^ ")
    found = character_name(shown).strip("@^: ")
    return found.upper() if any(letter.isalpha() for letter in found) else ""


@lru_cache(maxsize=4096)
def cue(character: str) -> str:
    """A name (upper case) as the line above a speech, with ``@`` before it where it would be read as something else."""
    for shown in (character, f"@{character}"):
        alone = LineClassifier([shown, "."]).kinds == [_K.CHARACTER, _K.DIALOGUE]
        if alone and LineClassifier(["", shown, "."]).kinds[1] is _K.CHARACTER and character_name(shown) == character:
            return shown
    return ""


def said(text: str) -> str:
    """A cleaned field as the lines of a speech: marks that would make it something else are taken away."""
    text = text.replace("/*", "/ *").replace("[[", "[ [").replace("]]", "] ]")
    kept: list[str] = []
    for raw in text.split("\n"):
        line = raw if _is_said(raw) else _MARKS.sub("", raw, count=1)
        if line and _is_said(line):
            kept.append(line)
    return "\n".join(kept)


_SAID = frozenset({_K.DIALOGUE, _K.PARENTHETICAL})


def _is_said(line: str) -> bool:
    # Almost every line begins with a letter: only the others need a closer look.
    return line[:1].isalpha() or LineClassifier(["", "A", line]).kinds[2] in _SAID


def speech(character: str, text: str) -> str:
    """One speech as Fountain; empty when there is no name that can be one, or nothing is said.

    ``character`` as ``name`` gives it, ``text`` a cleaned field.
    """
    shown, words = cue(character) if character else "", said(text)
    return f"{shown}\n{words}" if shown and words else ""
