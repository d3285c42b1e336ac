"""What stands inside a line of Fountain: emphasis, notes, and text that is cut away.

Emphasis marks do not reach over line ends, do not count beside a space, and are taken literally behind a backslash
(https://fountain.io/syntax#emphasis).
"""

import re
from collections.abc import Iterable, Iterator

from scriptwriter.domain.screenplay import Run, Style

_STYLES = {
    "***": Style.BOLD | Style.ITALIC,
    "**": Style.BOLD,
    "*": Style.ITALIC,
    "_": Style.UNDERLINE,
}
_TOKEN = re.compile(r"\\([*_\\])|(\*{1,3}|_)|(\[\[.*?\]\])|(/\*.*?\*/)", re.DOTALL)
_MARKS = re.compile(r"([*_\\])")


def parse_runs(text: str) -> list[Run]:
    """The runs of an element's text; line ends stay in them as ``\\n``, boneyard falls away.

    Notes come as runs of their own, with their brackets left off.
    """
    runs: list[Run] = []
    for number, line in enumerate(_keep_spans(text)):
        if number:
            runs.append(Run("\n"))
        runs += _parse_line(line)
    return list(_joined(runs))


def _keep_spans(text: str) -> list[str]:
    """The lines, with notes and boneyard over several lines kept whole."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and (_is_open(lines[-1], "[[", "]]") or _is_open(lines[-1], "/*", "*/")):
            lines[-1] += "\n" + line
        else:
            lines.append(line)
    return lines


def _is_open(line: str, opening: str, closing: str) -> bool:
    return line.rfind(opening) > line.rfind(closing)


def _parse_line(line: str) -> list[Run]:
    tokens = list(_tokens(line))
    style, runs = Style.PLAIN, []
    open_marks: dict[str, int] = {}
    closing = _pairs(tokens)
    for index, (kind, value) in enumerate(tokens):
        if kind == "mark" and index in closing:
            partner = closing[index]
            if partner > index:
                open_marks[value] = index
                style |= _STYLES[value]
            else:
                open_marks.pop(value, None)
                style = Style.PLAIN
                for mark in open_marks:
                    style |= _STYLES[mark]
        elif kind == "note":
            runs.append(Run(value, style, note=True))
        elif value:
            runs.append(Run(value, style))
    return runs


def _tokens(line: str) -> Iterator[tuple[str, str]]:
    end = 0
    for match in _TOKEN.finditer(line):
        if match.start() > end:
            yield "text", line[end : match.start()]
        escaped, mark, note, boneyard = match.groups()
        if escaped:
            yield "text", escaped
        elif mark:
            before = line[match.start() - 1 : match.start()]
            after = line[match.end() : match.end() + 1]
            sides = ("l" if after.strip() else "") + ("r" if before.strip() else "")
            yield (f"mark{sides}" if sides else "text"), mark
        elif note:
            yield "note", note[2:-2].strip()
        elif boneyard:
            yield "cut", ""
        end = match.end()
    if end < len(line):
        yield "text", line[end:]


def _pairs(tokens: list[tuple[str, str]]) -> dict[int, int]:
    """Which mark opens what and where it closes, both ways round; crossing pairs are left as text.

    The tokens' kinds are changed in place: paired marks become ``mark``, others ``text``.
    """
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    for index, (kind, value) in enumerate(tokens):
        if not kind.startswith("mark"):
            continue
        partner = next((at for at in reversed(waiting) if tokens[at][1] == value), None)
        if "r" in kind and partner is not None and index > partner + 1:
            pairs[partner], pairs[index] = index, partner
            del waiting[waiting.index(partner) :]
        elif "l" in kind:
            waiting.append(index)
    for index, (kind, value) in enumerate(tokens):
        if kind.startswith("mark"):
            tokens[index] = ("mark" if index in pairs else "text", value)
    return pairs


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    last: Run | None = None
    for run in runs:
        if last is not None and not run.note and not last.note and run.style == last.style:
            last = Run(last.text + run.text, last.style)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def write_runs(runs: Iterable[Run]) -> str:
    """The runs as Fountain: ``parse_runs`` reads the same from it, apart from spaces at the ends of styled runs."""
    return "".join(_written(run) for run in runs)


def _written(run: Run) -> str:
    if run.note:
        return f"[[{run.text}]]"
    return "\n".join(_marked(line, run.style) for line in run.text.split("\n"))


def _marked(text: str, style: Style) -> str:
    core = text.strip()
    escaped = escape(core)
    if not core or not style:
        return text.replace(core, escaped, 1) if core else text
    if style & Style.UNDERLINE:
        escaped = f"_{escaped}_"
    stars = "*" * (2 * bool(style & Style.BOLD) + bool(style & Style.ITALIC))
    lead = len(text) - len(text.lstrip())
    tail = len(text) - len(text.rstrip())
    return f"{text[:lead]}{stars}{escaped}{stars}{text[len(text) - tail :] if tail else ''}"


def escape(text: str) -> str:
    """Text that is meant as it stands: marks that would count as emphasis get a backslash."""
    if "*" not in text and "_" not in text:
        return text.replace("\\", "\\\\") if "\\\\" in text else text
    if "".join(run.text for run in parse_runs(text)) == text and all(not run.style for run in parse_runs(text)):
        return text
    return _MARKS.sub(r"\\\1", text)


def strip_marks(text: str) -> str:
    """What is printed of an element's text."""
    if "*" not in text and "_" not in text and "[[" not in text and "\\" not in text:
        return text
    return "".join(run.text for run in parse_runs(text) if not run.note)
