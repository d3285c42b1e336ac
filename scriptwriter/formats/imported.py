"""What importers have in common: letters in styles from elsewhere as text that Fountain reads the same from.

Other programs know no marks, so what looks like one in their text is meant as it stands.
"""

import re
from collections.abc import Iterable, Sequence

from scriptwriter.domain.screenplay import Element, Run, Style
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.inline import parse_runs, write_runs

_K = ElementKind

#: What neither XML nor an editor can hold: control characters, surrogates, non-characters, Qt's paragraph ends.
_UNPRINTABLE = re.compile(
    r"[^\t\n\x20-\x7e\x85\xa0-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010fffd]"
)
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\u2028\u2029]")
_MARKS = re.compile(r"([*_\\])")


def clean(text: str) -> str:
    """Text with ``\\n`` as its only line end and without characters that cannot be printed or stored."""
    return _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text))


def fountain_text(runs: Iterable[Run]) -> str:
    """Styled letters as an element's text. Where Fountain cannot say the styles, they give way, never the letters."""
    wanted = [_defused(run) for run in _joined(Run(clean(run.text), run.style, run.note) for run in runs)]
    for attempt in (wanted, _settled(wanted)):
        for text in (write_runs(attempt), _written_escaped(attempt)):
            if _letters(parse_runs(text)) == _letters(attempt) and not _opens_more(text, attempt):
                return text
    plain = _joined(Run(run.text, note=run.note) for run in wanted)
    return "".join(f"[[{run.text}]]" if run.note else _escaped(_defused(run).text) for run in plain)


def _opens_more(text: str, runs: Iterable[Run]) -> bool:
    """Whether a boneyard or a note begins where none is meant, as with a slash before a bold word."""
    return "/*" in text or text.count("[[") != sum(run.note for run in runs)


def _defused(run: Run) -> Run:
    """The brackets of notes taken apart: there is no escape for them."""
    return Run(note_text(run.text), note=True) if run.note else Run(run.text.replace("[[", "[ ["), run.style)


def note_text(text: str) -> str:
    """What can stand inside of ``[[ ]]``."""
    return clean(text).replace("[[", "[ [").replace("]]", "] ]").replace("/*", "/ *").strip()


def _joined(runs: Iterable[Run]) -> list[Run]:
    found: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        last = found[-1] if found else None
        if last is not None and not last.note and not run.note and last.style == run.style:
            found[-1] = Run(last.text + run.text, run.style)
        else:
            found.append(run)
    return found


def _settled(runs: Sequence[Run]) -> list[Run]:
    """Two styles that touch, as in ``**a***b*``, are read as neither: the longer one takes both."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        touching = last is not None and not (last.note or run.note) and last.style and run.style
        if last is not None and touching and not last.text[-1].isspace() and not run.text[0].isspace():
            style = last.style if len(last.text) >= len(run.text) else run.style
            found[-1] = Run(last.text + run.text, style)
        else:
            found.append(run)
    return found


def _written_escaped(runs: Iterable[Run]) -> str:
    """``write_runs`` with every mark in the letters behind a backslash."""
    return "".join(_escaped(run.text) if not run.style and not run.note else write_runs([run]) for run in runs)


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


def _letters(runs: Iterable[Run]) -> list[tuple[str, Style, bool]]:
    """Letter by letter; the style of a space shows nothing."""
    found: list[tuple[str, Style, bool]] = []
    for run in runs:
        if run.note:
            found.append((run.text, Style.PLAIN, True))
        else:
            found += [(letter, Style.PLAIN if letter.isspace() else run.style, False) for letter in run.text]
    return found


def element(kind: ElementKind, text: str, *, number: str = "", depth: int = 0, dual: bool = False) -> Element | None:
    """An element from another program's paragraph, as Fountain would have it; None for one that says nothing."""
    if kind is _K.ACTION:
        text = "\n".join(line.rstrip().replace("\t", "    ") for line in text.split("\n")).strip("\n")
    else:
        text = "\n".join(line.strip() for line in text.split("\n")).strip()
    if not text.strip():
        return None
    if kind in (_K.SCENE_HEADING, _K.CHARACTER, _K.TRANSITION, _K.SECTION, _K.PARENTHETICAL):
        text = " ".join(text.split())
    if kind is _K.PARENTHETICAL and not (text.startswith("(") and text.endswith(")")):
        text = f"({text.strip('()')})"
    return Element(kind, text, number=number.replace("#", "").strip(), depth=depth, dual=dual)
