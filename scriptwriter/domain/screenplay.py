"""A script as a document: what exporters write and importers make. Names are Fountain's."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntFlag

from scriptwriter.domain.script import ElementKind


class Style(IntFlag):
    """How a run of letters is set."""

    PLAIN = 0
    BOLD = 1
    ITALIC = 2
    UNDERLINE = 4


@dataclass(frozen=True, slots=True)
class Run:
    """Letters in one style. ``note`` runs are the writer's remarks and are not printed."""

    text: str
    style: Style = Style.PLAIN
    note: bool = False


@dataclass(frozen=True, slots=True)
class Element:
    """One paragraph of a script.

    ``text`` is what it says, with Fountain's emphasis marks, without the marks that force a kind; lines that belong
    together are joined by ``\\n``. ``number`` is a scene's number, ``depth`` a section's (1 is the highest), ``dual``
    says that a character speaks beside the one before. ``line`` and ``lines`` are the place in the source, from 0.
    """

    kind: ElementKind
    text: str = ""
    number: str = ""
    depth: int = 0
    dual: bool = False
    line: int = field(default=0, compare=False)
    lines: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Screenplay:
    """``title_page`` has the fields in their order, each with its lines; ``elements`` the script itself."""

    title_page: tuple[tuple[str, tuple[str, ...]], ...] = ()
    elements: tuple[Element, ...] = ()

    def field(self, *keys: str) -> tuple[str, ...]:
        """The lines of the first of these title page fields that there is, whatever its capitals."""
        fields = {key.lower(): lines for key, lines in self.title_page}
        return next((fields[key.lower()] for key in keys if key.lower() in fields), ())

    @property
    def title(self) -> str:
        """The title in one line, without emphasis marks; empty when there is none."""
        return " ".join(" ".join(self.field("title")).replace("*", "").replace("_", " ").split())


def plain_text(runs: Iterable[Run]) -> str:
    """What is printed of some runs."""
    return "".join(run.text for run in runs if not run.note)
