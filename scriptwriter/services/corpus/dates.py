"""The calendar month of a date as tables have it."""

import re
from datetime import UTC, datetime

_ISO = re.compile(r"\s*(\d{4})[-/.](\d{1,2})(?:[-/.]\d{1,2})?(?:\D|$)")
_GERMAN = re.compile(r"\s*\d{1,2}\.\s?(\d{1,2})\.\s?(\d{2}|\d{4})(?:\D|$)")
_SLASHED = re.compile(r"\s*(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?:\D|$)")
_WORDED = re.compile(r"\b(jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-zä]*\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(19\d\d|20\d\d)\b")
_EPOCH = re.compile(r"\s*(\d{9,10}|\d{12,13})(?:\.\d+)?\s*")
_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "mär": 3, "apr": 4, "may": 5, "mai": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9,
           "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12}  # fmt: skip


def month_of(text: str) -> str:
    """``2016-05`` for a date in one of the customary forms; "" for anything else.

    Of ``3/4/2016`` the first number is the month, unless it cannot be one.
    """
    text = text[:60]
    if found := _ISO.match(text):
        return _month(found[1], int(found[2]))
    if found := _GERMAN.match(text):
        return _month(found[2], int(found[1]))
    if found := _SLASHED.match(text):
        first, second = int(found[1]), int(found[2])
        return _month(found[3], first if first <= 12 else second)
    if found := _EPOCH.fullmatch(text):
        seconds = int(found[1]) / (1000 if len(found[1]) > 10 else 1)
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m")
    named, year = _WORDED.search(text), _YEAR.search(text)
    return _month(year[1], _MONTHS[named[1].lower()]) if named and year else ""


def _month(year: str, month: int) -> str:
    if len(year) == 2:
        year = ("20" if int(year) < 70 else "19") + year
    return f"{year}-{month:02}" if 1 <= month <= 12 else ""
