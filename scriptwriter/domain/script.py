"""The parts of a script, by Fountain's names for them."""

from dataclasses import dataclass
from enum import StrEnum


class ElementKind(StrEnum):
    """What a line of a script is (https://fountain.io/syntax)."""

    TITLE_PAGE = "title_page"
    SCENE_HEADING = "scene_heading"
    ACTION = "action"
    CHARACTER = "character"
    DIALOGUE = "dialogue"
    PARENTHETICAL = "parenthetical"
    LYRICS = "lyrics"
    TRANSITION = "transition"
    CENTERED = "centered"
    NOTE = "note"
    BONEYARD = "boneyard"
    SECTION = "section"
    SYNOPSIS = "synopsis"
    PAGE_BREAK = "page_break"
    BLANK = "blank"


#: What belongs to somebody's speech.
SPEECH = frozenset({ElementKind.CHARACTER, ElementKind.DIALOGUE, ElementKind.PARENTHETICAL, ElementKind.LYRICS})


@dataclass(frozen=True, slots=True)
class Speech:
    """What a character says at one place. ``line`` is the line of the character's name, from 0."""

    character: str
    text: str
    line: int
