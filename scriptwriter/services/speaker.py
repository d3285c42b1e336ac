"""Whether a passage has to open with the name of the character who was asked for."""

from scriptwriter.domain.cue import Form
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.fountain import LineClassifier, character_name

#: So many lines tell who is speaking.
_TAIL_LINES = 60
_ENDS = tuple(".!?:…—-)\"'”’*_")
_SPOKEN = (ElementKind.DIALOGUE, ElementKind.PARENTHETICAL, ElementKind.LYRICS)
_TOLD = (ElementKind.ACTION, *_SPOKEN)


def opening_line(text: str, form: Form, character: str | None) -> str:
    """The name's line, as Fountain wants it, or nothing.

    Nothing where somebody's name has just been typed, where the character is speaking already, and in the middle of a
    sentence, which ends first.
    """
    if not character or form is not Form.SCRIPT:
        return ""
    body = text.rstrip()
    typed = text[len(body) :]
    if not body:
        return _name_line(character)
    lines = ["", *body.split("\n")[-_TAIL_LINES:]]
    # A name is one only when something follows it.
    kinds = LineClassifier([*lines, "…"]).kinds[: len(lines)]
    kind = kinds[-1]
    if typed.count("\n") < 2 and kind in (ElementKind.CHARACTER, ElementKind.PARENTHETICAL):
        return ""
    if "\n" not in typed:
        if kind in _SPOKEN and _speaker(lines, kinds) == character.upper():
            return ""
        if kind in _TOLD and not body.endswith(_ENDS):
            return ""
    return _name_line(character)


def _speaker(lines: list[str], kinds: list[ElementKind]) -> str:
    pairs = zip(reversed(lines), reversed(kinds), strict=True)
    return next((character_name(line).upper() for line, kind in pairs if kind is ElementKind.CHARACTER), "")


def _name_line(character: str) -> str:
    """With Fountain's ``@`` where the name would not be taken for one."""
    kinds = LineClassifier(["", character, "…"]).kinds
    return character if kinds[1] is ElementKind.CHARACTER else f"@{character}"
