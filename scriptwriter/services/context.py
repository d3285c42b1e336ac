"""What the text before the cursor says about itself: form, title page, cast, speeches, notes.

The engine gets the story without what is no part of it: the title page's facts and the notes go to the prompt's
head, what stands in a boneyard (``/* cut */``) is left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scriptwriter.domain.cue import Form
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats import fountain
from scriptwriter.services import keywords
from scriptwriter.services.keywords import Keyword

#: Enough for the speeches of the last dozen pages; a thousand pages are not read anew at every request.
_REACH_CHARS = 20_000
#: So much tells a script from prose.
_GUESS_CHARS = 8_000
#: A title page is short, and stands at the very beginning.
_TITLE_CHARS = 4_000
_MAX_NOTE_CHARS = 600
_HEAD_FACTS = ("title", "genre", "credit", "author", "authors", "source")

#: Where and how many of a character's speeches are looked for, above the scene.
_SPEECH_LINES = 2_000
_SPEECHES = 12

_SAYS_NOTHING = frozenset(
    {ElementKind.SCENE_HEADING, ElementKind.CHARACTER, ElementKind.TITLE_PAGE, ElementKind.BONEYARD}
)
_BONEYARD = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_GAP = re.compile(r"\n{3,}")
#: Scenes carry their colours as notes, which say nothing about the story.
_COLOR = re.compile(r"\s*colou?r:?\s+\w+\s*", re.IGNORECASE)
_NOTE = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ScriptContext:
    """``text`` is what a model continues; ``cast`` the speakers (script only), the latest first."""

    form: Form
    text: str
    head: str
    genre: str
    cast: tuple[str, ...]
    speeches: tuple[tuple[str, str], ...]

    def knows(self, name: str) -> bool:
        """Whether a character has spoken, or been named in prose."""
        if self.form is Form.SCRIPT:
            return name.upper() in self.cast
        return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", self.text, re.IGNORECASE) is not None

    def lines_of(self, name: str, count: int) -> tuple[str, ...]:
        """The last speeches of a character, the latest last."""
        wanted = name.upper()
        return tuple(speech for speaker, speech in self.speeches if speaker == wanted)[-count:]


def read_context(before: str, form: Form | None = None) -> ScriptContext:
    """Read the text up to the cursor. ``form`` None: found out from the text."""
    before = before.replace("\r\n", "\n")
    title, body = fountain.split_title_page(before[:_TITLE_CHARS])
    body += before[_TITLE_CHARS:]
    form = form or fountain.guess_form(before[:_GUESS_CHARS])
    body = _BONEYARD.sub("", body)
    notes = [" ".join(note.split()) for note in _NOTE.findall(body[-_REACH_CHARS:]) if not _COLOR.fullmatch(note)]
    # What was taken out leaves no hole behind.
    body = _GAP.sub("\n\n", _NOTE.sub("", body)).lstrip("\n")
    speeches = fountain.speeches(body[-_REACH_CHARS:]) if form is Form.SCRIPT else []
    cast = tuple(dict.fromkeys(speaker for speaker, _ in reversed(speeches)))
    return ScriptContext(
        form=form,
        text=body,
        head=_head(title, notes),
        genre=title.get("genre", ""),
        cast=cast,
        speeches=tuple(speeches),
    )


def what_is_told(lines: Sequence[str], kinds: Sequence[ElementKind]) -> str:
    """The lines that tell something: without title page, headings, names and what was cut."""
    return "\n".join(line for line, kind in zip(lines, kinds, strict=True) if kind not in _SAYS_NOTHING)


def what_it_is_about(
    lines: Sequence[str], kinds: Sequence[ElementKind], scene: range, character: str | None = None
) -> str:
    """What the next passage of a scene may be about, the nearest last: the synopsis of the act that the scene stands
    in, what ``character`` said last before it, the scene itself with its own synopsis."""
    told = what_is_told(lines[scene.start : scene.stop], kinds[scene.start : scene.stop])
    parts = [_synopsis_above(lines, kinds, scene.start)]
    if character:
        first = max(scene.start - _SPEECH_LINES, 0)
        before = fountain.speeches("\n".join(lines[first : scene.start]))
        parts += [speech for name, speech in before if name == character.upper()][-_SPEECHES:]
    return "\n".join(part for part in (*parts, told) if part)


def _synopsis_above(lines: Sequence[str], kinds: Sequence[ElementKind], line: int) -> str:
    """The synopses right below the last section heading above a line."""
    at = line - 1
    while at >= 0 and kinds[at] is not ElementKind.SECTION:
        at -= 1
    found = []
    for kind, text in zip(kinds[at + 1 : line], lines[at + 1 : line], strict=True) if at >= 0 else ():
        if kind is ElementKind.SYNOPSIS:
            found.append(text.strip().lstrip("=").strip())
        elif kind is not ElementKind.BLANK:
            break
    return "\n".join(found)


def propose_keywords(text: str, top: int) -> list[Keyword]:
    """Keywords of a whole text: what it is about, not who speaks in it."""
    if fountain.guess_form(text[:_GUESS_CHARS]) is Form.PROSE:
        return keywords.propose(text, top)
    classifier = fountain.LineClassifier(text.replace("\r\n", "\n").split("\n"))
    return keywords.propose(what_is_told(classifier.lines, classifier.kinds), top, classifier.cast())


def _head(title: dict[str, str], notes: list[str]) -> str:
    facts = [f"{name.capitalize()}: {title[name]}" for name in _HEAD_FACTS if title.get(name)]
    kept = "\n".join(notes)[-_MAX_NOTE_CHARS:]
    return "\n".join([*facts, f"Notes: {kept}"] if kept else facts)
