"""What Enter, Tab and the element commands do to the lines of a script. Pure text: the editor carries it out."""

from collections.abc import Sequence
from dataclasses import dataclass

from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.fountain import LineClassifier

_K = ElementKind

#: Round these Tab and Shift+Tab lead on a line that has no text yet.
CYCLE = (_K.ACTION, _K.CHARACTER, _K.TRANSITION, _K.SCENE_HEADING)
#: Typed in capitals.
CAPITALS = frozenset({_K.CHARACTER, _K.SCENE_HEADING, _K.TRANSITION})
_MARKS = ".!@~>"


@dataclass(frozen=True, slots=True)
class Next:
    """What a key does at the end of a line: ``text`` is inserted, the cursor then goes ``back`` so many letters, and
    the line that it stands on is meant to become ``kind`` (None: whatever is typed).
    """

    text: str
    kind: ElementKind | None = None
    back: int = 0


def after_enter(kind: ElementKind, text: str, at_end: bool, blank_below: bool) -> Next:
    """Enter: to the element that usually follows. ``kind`` is what the line is or is meant to be."""
    if not text.strip():
        return Next("\n")
    if kind is _K.CHARACTER and at_end:
        return Next("\n", _K.DIALOGUE)
    if kind is _K.PARENTHETICAL:
        return Next("\n", _K.DIALOGUE)
    if kind is _K.TRANSITION and at_end:
        return Next("\n" if blank_below else "\n\n", _K.SCENE_HEADING)
    separate = kind in (_K.SCENE_HEADING, _K.ACTION, _K.CENTERED) or (at_end and kind in (_K.DIALOGUE, _K.LYRICS))
    return Next("\n\n") if separate else Next("\n")


def after_tab(kind: ElementKind, text: str) -> Next | None:
    """Tab at the end of a line: to the other element that may follow; None where there is none."""
    if not text.strip():
        return None
    if kind in (_K.CHARACTER, _K.DIALOGUE):
        return Next("\n()", _K.PARENTHETICAL, back=1)
    if kind is _K.PARENTHETICAL:
        return Next("\n", _K.DIALOGUE)
    if kind is _K.TRANSITION:
        return Next("\n\n", _K.SCENE_HEADING)
    if kind in (_K.ACTION, _K.SCENE_HEADING, _K.CENTERED):
        return Next("\n\n", _K.CHARACTER)
    return None


def next_in_cycle(kind: ElementKind, step: int) -> ElementKind:
    """The element that Tab (1) or Shift+Tab (-1) offers on an empty line that is meant to be ``kind``."""
    at = CYCLE.index(kind) if kind in CYCLE else 0
    return CYCLE[(at + step) % len(CYCLE)]


def finished(text: str, kind: ElementKind) -> str:
    """A line that was meant to be ``kind`` as it must stand so that it is: with a mark only where it needs one."""
    bare = text.strip()
    if not bare or kind not in CAPITALS:
        return text
    if kind is _K.CHARACTER:
        return bare if _kind_of(bare, below="x") is kind else f"@{bare}"
    if kind is _K.TRANSITION:
        return bare if _kind_of(bare) is kind else f"> {bare}"
    return bare if _kind_of(bare) is kind else f".{bare}"


def converted(lines: Sequence[str], kinds: Sequence[ElementKind], line: int, wanted: ElementKind) -> str:
    """The line as an element of another kind, with the mark that it takes and without the one that it had."""
    bare = _bare(lines[line], kinds[line])
    if wanted in CAPITALS:
        return finished(bare.upper(), wanted)
    if wanted is _K.ACTION:
        before = ["", bare, lines[line + 1] if line + 1 < len(lines) else ""]
        return bare if LineClassifier(before).kinds[1] in (_K.ACTION, _K.BLANK) else f"!{bare}"
    if wanted is _K.PARENTHETICAL:
        return bare if bare.startswith("(") and bare.endswith(")") else f"({bare})"
    marks = {
        _K.LYRICS: f"~{bare}",
        _K.CENTERED: f"> {bare} <",
        _K.SECTION: f"# {bare}",
        _K.SYNOPSIS: f"= {bare}",
        _K.NOTE: f"[[{bare}]]",
        _K.BONEYARD: f"/* {bare} */",
    }
    return marks.get(wanted, bare)


def _bare(line: str, kind: ElementKind) -> str:
    text = line.strip()
    if kind is _K.CENTERED:
        return text.removeprefix(">").removesuffix("<").strip()
    if kind is _K.SECTION:
        return text.lstrip("#").strip()
    if kind is _K.SYNOPSIS:
        return text.removeprefix("=").strip()
    if kind is _K.NOTE and text.startswith("[[") and text.endswith("]]"):
        return text[2:-2].strip()
    if kind is _K.BONEYARD:
        return text.removeprefix("/*").removesuffix("*/").strip()
    if kind is _K.PARENTHETICAL:
        return text.removeprefix("(").removesuffix(")").strip()
    if kind is not _K.BLANK and text[:1] in _MARKS and text[1:2] != text[:1]:
        return text[1:].strip()
    return text


def _kind_of(line: str, below: str = "") -> ElementKind:
    return LineClassifier(["", line, below]).kinds[1]


def toggled_emphasis(text: str, mark: str) -> str:
    """A selection with emphasis marks put around it, or taken away when they are there already."""
    core = text.strip()
    if not core:
        return text
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    size = len(mark)
    wrapped = core.startswith(mark) and core.endswith(mark) and len(core) >= 2 * size + 1
    if wrapped and mark == "*" and core.startswith("**") and not core.startswith("***"):
        wrapped = False  # bold is not italic
    return f"{lead}{core[size:-size]}{tail}" if wrapped else f"{lead}{mark}{core}{mark}{tail}"
