"""A script as one HTML file that needs nothing else: for reading on a screen, light or dark, and for printing."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from scriptwriter.domain.screenplay import Element, Screenplay, Style
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.layout import (
    PieceKind,
    TitlePage,
    blocks,
    is_dual,
    printed_runs,
    prose_pieces,
    speeches,
    title_page,
)

_K = ElementKind
_TAGS = ((Style.BOLD, "strong"), (Style.ITALIC, "em"), (Style.UNDERLINE, "u"))

_COMMON_CSS = """\
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --desk: #e9e9e6; --faint: #6a6a6a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #dcdcd6; --paper: #1d1e20; --desk: #121314; --faint: #9a9a94; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--desk); color: var(--ink); }
main, .title-page { background: var(--paper); margin: 1rem auto; padding: 1in; max-width: 8.5in; }
p, h1, h2 { margin: 0; font-size: 1em; font-weight: inherit; overflow-wrap: break-word; }
hr { border: 0; border-top: 1px dashed var(--faint); margin: 2em 0; }
.title-page { min-height: 9in; display: flex; flex-direction: column; justify-content: space-between; }
.title-page .middle { text-align: center; padding-top: 30%; }
.title-page .middle > * { margin-bottom: 1.5em; }
.title-page .foot { display: flex; justify-content: space-between; gap: 2em; }
"""
_SCRIPT_CSS = """\
body { font: 12pt/1.2 "Courier Prime", "Courier New", Courier, monospace; }
main { padding-left: 1.5in; }
.scene-heading { position: relative; margin-top: 2em; text-transform: uppercase; break-after: avoid; }
.number { position: absolute; color: inherit; }
.number.left { right: 100%; margin-right: 1.5em; }
.number.right { left: 100%; margin-left: .5em; }
.action, .transition, .centred, .lyrics, .speech, .dual { margin-top: 1em; }
.action { white-space: pre-wrap; }
.transition { text-align: right; text-transform: uppercase; }
.centred { text-align: center; }
.lyrics { font-style: italic; }
.speech { margin-left: 1in; max-width: 3.5in; break-inside: avoid; }
.speech .character { margin-left: 1.2in; break-after: avoid; }
.speech .parenthetical { margin-left: .6in; max-width: 2.5in; break-after: avoid; }
.speech .lyrics { margin-top: 0; }
.dual { display: grid; grid-template-columns: 1fr 1fr; gap: 1em; }
.dual .speech { margin: 0; max-width: none; }
.dual .character { margin-left: 3em; }
.dual .parenthetical { margin-left: 1.5em; }
@media (max-width: 40em) {
  main, .title-page { padding: 1.5em; margin: 0; }
  main { padding-left: 2.5em; }
  .speech { margin-left: 10%; }
}
@media print {
  @page { margin: 1in 1in 1in 1.5in; }
  :root { --ink: #000; --paper: #fff; --desk: #fff; }
  main, .title-page { margin: 0; padding: 0; max-width: none; }
  .title-page { break-after: page; }
  .page-break { visibility: hidden; margin: 0; break-after: page; }
}
"""
_PROSE_CSS = """\
body { font: 12pt/1.6 Georgia, "Times New Roman", serif; }
main { max-width: 42em; }
.chapter { font-size: 1.3em; text-align: center; margin: 4em 0 2em; break-after: avoid; }
main > .chapter:first-child { margin-top: 1em; }
p.paragraph { text-indent: .5in; }
.chapter + .paragraph, .scene-break + .paragraph { text-indent: 0; }
.centred, .scene-break { text-align: center; margin: 1.5em 0; }
@media (max-width: 40em) {
  main, .title-page { padding: 1.5em; margin: 0; }
}
@media print {
  @page { margin: 1in; }
  :root { --ink: #000; --paper: #fff; --desk: #fff; }
  main, .title-page { margin: 0; padding: 0; max-width: none; }
  .title-page, .page-break { break-after: page; }
  .page-break { visibility: hidden; margin: 0; }
  .chapter.new-page { break-before: page; }
}
"""


def write_html(script: Screenplay, prose: bool = False, *, with_title_page: bool = True) -> str:
    """The whole page. Notes, boneyard, sections and synopses of a script are left out; sections of prose are chapters.

    Nothing is loaded from elsewhere, and no text of the script can become markup.
    """
    front = title_page(script) if with_title_page else None
    lines = [
        "<!DOCTYPE html>",
        f"<html{_language(script)}>",
        "<head>",
        '<meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="generator" content="scriptwriter">',
        f"<title>{escape(script.title or 'Untitled')}</title>",
        f"<style>\n{_COMMON_CSS}{_PROSE_CSS if prose else _SCRIPT_CSS}</style>",
        "</head>",
        f'<body class="{"prose" if prose else "script"}">',
        *(_title_page(front) if front is not None else ()),
        "<main>",
        *(_prose(script) if prose else _script(script)),
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _language(script: Screenplay) -> str:
    words = "".join(script.field("language")).split()
    return f' lang="{escape(words[0])}"' if words and len(words[0]) in (2, 5) else ""


def _title_page(front: TitlePage) -> Iterator[str]:
    yield '<header class="title-page">'
    yield '<div class="middle">'
    for key, lines in front.centred:
        tag = "h1" if key == "title" else "p"
        yield f'<{tag} class="{key}">{_lines(lines)}</{tag}>'
    yield "</div>"
    yield '<div class="foot">'
    yield f"<p>{_lines(front.left)}</p>"
    yield f"<p>{_lines(front.right)}</p>"
    yield "</div>"
    yield "</header>"


def _lines(lines: Iterable[str]) -> str:
    return "<br>".join(_inline(line) for line in lines)


# -- screenplays -----------------------------------------------------------------------------------


def _script(script: Screenplay) -> Iterator[str]:
    in_scene = False
    for block in blocks(script):
        if block[0].kind is _K.SCENE_HEADING:
            if in_scene:
                yield "</section>"
            in_scene = True
            yield '<section class="scene">'
        yield from _block(block)
    if in_scene:
        yield "</section>"


def _block(block: Sequence[Element]) -> Iterator[str]:
    if is_dual(block):
        yield '<div class="dual">'
        for speech in speeches(block):
            yield from _speech(speech)
        yield "</div>"
    elif block[0].kind is _K.CHARACTER:
        yield from _speech(block)
    else:
        yield from map(_paragraph, block)


def _speech(speech: Iterable[Element]) -> Iterator[str]:
    yield '<div class="speech">'
    for element in speech:
        yield f'<p class="{element.kind.value}">{_inline(element.text)}</p>'
    yield "</div>"


def _paragraph(element: Element) -> str:
    if element.kind is _K.PAGE_BREAK:
        return '<hr class="page-break">'
    if element.kind is _K.SCENE_HEADING:
        return f'<h2 class="scene-heading">{_numbered(element)}</h2>'
    if element.kind is _K.CENTERED:
        return f'<p class="centred">{_inline(element.text)}</p>'
    # The action's spaces and line ends are shown as they stand, so it needs no breaks.
    text = _inline(element.text, "\n") if element.kind is _K.ACTION else _inline(element.text)
    return f'<p class="{element.kind.value}">{text}</p>'


def _numbered(heading: Element) -> str:
    text = _inline(heading.text)
    if not heading.number:
        return text
    number = escape(heading.number)
    left, right = (f'<span class="number {side}"{hidden}>{number}</span>' for side, hidden in _SIDES)
    return f"{left}{text}{right}"


#: Whoever has the page read out should hear the number once.
_SIDES = (("left", ""), ("right", ' aria-hidden="true"'))


def _inline(text: str, line_end: str = "<br>") -> str:
    parts: list[str] = []
    for run in printed_runs(text):
        shown = escape(run.text, quote=False).replace("\n", line_end)
        for style, tag in _TAGS:
            if run.style & style:
                shown = f"<{tag}>{shown}</{tag}>"
        parts.append(shown)
    return "".join(parts)


# -- prose -----------------------------------------------------------------------------------------


def _prose(script: Screenplay) -> Iterator[str]:
    begun = False
    for piece in prose_pieces(script):
        if piece.kind is PieceKind.CHAPTER:
            level = min(piece.depth + 1, 6)
            fresh = " new-page" if begun and piece.depth == 1 else ""
            yield f'<h{level} class="chapter{fresh}">{_inline(piece.text)}</h{level}>'
        elif piece.kind is PieceKind.SCENE_BREAK:
            yield '<p class="scene-break" role="separator">#</p>'
        elif piece.kind is PieceKind.PAGE_BREAK:
            yield '<hr class="page-break">'
        else:
            yield f'<p class="{piece.kind.value}">{_inline(piece.text)}</p>'
        begun = True
