"""Word's styles: which element a name means, and what a paragraph looks like after all that it inherits."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar
from xml.etree.ElementTree import Element as Node

from scriptwriter.domain.screenplay import Style
from scriptwriter.domain.script import ElementKind

_K = ElementKind
_T = TypeVar("_T")

#: Names as Final Draft, Word's templates, Highland, Fade In and this program have them, without blanks.
_KINDS = {
    _K.SCENE_HEADING: "sceneheading sceneheadings slugline slug scene sceneheader szenenüberschrift szenenkopf",
    _K.ACTION: "action description scenedescription stagedirections stagedirection shot regieanweisung handlung",
    _K.CHARACTER: "character charactername charactercue speaker figur rolle rollenname",
    _K.DIALOGUE: "dialogue dialog speech",
    _K.PARENTHETICAL: "parenthetical parentheticals wryly aside spielanweisung",
    _K.TRANSITION: "transition transitions übergang",
    _K.LYRICS: "lyrics lyric singing liedtext",
    _K.CENTERED: "centered centred newact endofact",
}
_KIND_OF_NAME = {name: kind for kind, names in _KINDS.items() for name in names.split()}
_HEADING = re.compile(r"heading(\d)")
_TITLES = frozenset({"title", "subtitle", "titlepage", "titlepageleft", "titlepageright"})
#: A style that inherits from more than this inherits from itself.
_MAX_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Look:
    """``names`` of the style and those that it is based on, without blanks, small; ``left`` indent in 1/1440 inch."""

    names: tuple[str, ...] = ()
    left: int = 0
    alignment: str = ""
    capitals: bool = False
    new_page: bool = False
    outline: int = 0

    @property
    def is_title(self) -> bool:
        """Whether it stands on a title page."""
        return bool(self.names) and self.names[0] in _TITLES

    @property
    def is_centred(self) -> bool:
        """Whether it stands in the middle; Word's own titles do on a title page, wherever the template has them."""
        return self.alignment == "center" or self.names[:1] in (("title",), ("subtitle",))


def kind_of(names: Sequence[str]) -> ElementKind | None:
    """The element that a style, or one that it is based on, is named after."""
    found = (_KIND_OF_NAME.get(name.removeprefix("dual")) for name in names)
    return next((kind for kind in found if kind is not None), None)


def section_depth(look: Look) -> int:
    """1 for a chapter, more for what is below it, 0 for anything else."""
    if look.outline:
        return look.outline
    levels = (_HEADING.fullmatch(name) for name in look.names)
    return next((int(level[1]) for level in levels if level), int("chapter" in look.names))


def value(node: Node | None, name: str) -> str:
    """An attribute, whichever of Word's two namespaces it is in."""
    if node is None:
        return ""
    return next((text for key, text in node.attrib.items() if key.rpartition("}")[2] == name), "")


def child(node: Node | None, name: str) -> Node | None:
    """The first child of that name."""
    children = () if node is None else node
    found = (one for one in children if isinstance(one.tag, str) and one.tag.rpartition("}")[2] == name)
    return next(found, None)


def toggled(properties: Node | None, name: str) -> bool | None:
    """A switch that is on or off; None where nothing is said."""
    found = child(properties, name)
    return None if found is None else value(found, "val").lower() not in ("0", "false", "off", "none")


def is_on(properties: Node | None, name: str) -> bool:
    """Whether a switch is on."""
    return bool(toggled(properties, name))


class StyleSheet:
    """The document's styles by their id. ``root`` is that of styles.xml."""

    def __init__(self, root: Node | None) -> None:
        children = () if root is None else root
        nodes = [node for node in children if isinstance(node.tag, str) and node.tag.endswith("}style")]
        self._styles = {value(node, "styleId"): node for node in nodes}

    def look(self, properties: Node | None) -> Look:
        """How a paragraph with these properties looks; indents in numbered lists are left out."""
        own = value(child(properties, "pStyle"), "val")
        chain = list(self._chain(own))
        names = tuple(_bare(value(child(style, "name"), "val")) for style in chain) or ((_bare(own),) if own else ())
        layers = [properties, *(child(style, "pPr") for style in chain)]
        left = _first(_indent(layer) for layer in layers)
        alignment = _first(value(child(layer, "jc"), "val") or None for layer in layers)
        capitals = _first(toggled(child(style, "rPr"), "caps") for style in chain)
        outline = value(child(properties, "outlineLvl"), "val")
        depth = int(outline) + 1 if outline.isdigit() and int(outline) < 9 else 0
        return Look(names, left or 0, alignment or "", bool(capitals), is_on(properties, "pageBreakBefore"), depth)

    def letter_style(self, properties: Node | None) -> Style:
        """Emphasis of a run; what the paragraph's style does to all its letters is no emphasis."""
        found = Style.PLAIN
        names = [
            _bare(value(child(one, "name"), "val")) for one in self._chain(value(child(properties, "rStyle"), "val"))
        ]
        for flag, switch, style in (
            (Style.BOLD, "b", ("strong", "intenseemphasis")),
            (Style.ITALIC, "i", ("emphasis", "subtleemphasis")),
            (Style.UNDERLINE, "u", ()),
        ):
            told = toggled(properties, switch)
            if told or (told is None and any(name in style for name in names)):
                found |= flag
        return found

    def _chain(self, identity: str) -> Iterator[Node]:
        """A style and what it is based on."""
        for _ in range(_MAX_CHAIN):
            style = self._styles.get(identity)
            if style is None:
                return
            yield style
            identity = value(child(style, "basedOn"), "val")


def _bare(name: str) -> str:
    return "".join(name.lower().split())


def _indent(properties: Node | None) -> int | None:
    node = child(properties, "ind")
    text = value(node, "left") or value(node, "start")
    return int(text) if text.lstrip("-").isdigit() and len(text) < 7 else None


def _first(found: Iterator[_T | None]) -> _T | None:
    return next((one for one in found if one is not None), None)
