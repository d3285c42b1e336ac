"""Which fields the lines of somebody else's title page are: by their place, their words and what came before."""

import re
from collections.abc import Sequence

_NAMED = re.compile(r"([A-Z][\w ]{0,30}):\s+(\S.*)")
_CREDIT = re.compile(
    r"(?:written|screenplay|teleplay|story|script|adapted|created|a film|von\b|ein film|drehbuch|by\b)", re.IGNORECASE
)
_SOURCE = re.compile(r"(?:based (?:up)?on|from the|nach\b|adapted from)", re.IGNORECASE)
_COPYRIGHT = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
_DATES = (r"\W*\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\W*", r"\w+\.? \d{1,2},? \d{4}", r"\d{1,2}\.? \w+\.? \d{4}")
_DRAFT = re.compile(r"draft|revis|fassung|^(?:" + "|".join(_DATES) + ")$", re.IGNORECASE)

TitleFields = tuple[tuple[str, tuple[str, ...]], ...]


def is_credit(line: str) -> bool:
    """Whether a line says that somebody wrote it."""
    return bool(_CREDIT.match(line.strip()))


def guess_title_page(lines: Sequence[tuple[str, bool]]) -> TitleFields:
    """``lines`` are texts and whether each is centred; blank ones left out. The fields in their order."""
    fields: dict[str, list[str]] = {}
    last = ""
    credit = next((at for at, (text, centred) in enumerate(lines) if centred and is_credit(text)), 0)
    for at, (text, centred) in enumerate(lines):
        if centred and at < credit:
            # Whatever stands above "Written by" is the title and what belongs to it.
            last = "Title"
            fields.setdefault(last, []).append(text)
            continue
        named = _NAMED.fullmatch(text)
        if named and not centred:
            fields.setdefault(named[1], []).append(named[2])
            continue
        last = _centred(text, last) if centred else _below(text)
        fields.setdefault(last, []).append(text)
    return tuple((key, tuple(values)) for key, values in fields.items())


def _centred(line: str, last: str) -> str:
    if not last:
        return "Title"
    if _SOURCE.match(line):
        return "Source"
    if _CREDIT.match(line):
        return "Credit"
    if _COPYRIGHT.search(line):
        return "Copyright"
    if _DRAFT.search(line):
        return "Draft date"
    # What follows "Based on …" names the book; what follows anything else names the writer.
    return "Source" if last == "Source" else "Author"


def _below(line: str) -> str:
    if _COPYRIGHT.search(line):
        return "Copyright"
    return "Draft date" if _DRAFT.search(line) else "Contact"
