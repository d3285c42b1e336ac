"""The lines that the rooms below the window tell, as templates: ``{0} is not a text file.``

Errors, and what a training says of its corpus and of what it decided. They come as English text
(``raise BadInput(f"…")``), because the command line and child processes, which know no Qt, tell them too. The window
finds the template again that a line was made from (``ui/core_lines.py``).
"""

import ast
from collections.abc import Iterator
from pathlib import Path

ERRORS = frozenset({"BadInput", "BadModel", "BadDocument", "Failure", "EngineDied", "NotHere"})
ROOMS = ("domain", "engine", "formats", "realism", "services", "training")
#: Modules whose sentences are told as they stand.
TELLING = ("training/plan.py", "training/run.py", "training/finish.py", "services/corpus/understanding.py")
_LEAST_WORDS = 4
#: What only commands run.
_COMMANDS = ("realism_building", "realism_data", "realism_evaluation", "realism_places", "realism_tables", "bench")
#: A template of hardly anything but values would be found in any line.
_LEAST_LETTERS = 8


def collect(sources: Path) -> list[str]:
    """All templates, sorted."""
    files = (file for room in ROOMS for file in sorted((sources / room).rglob("*.py")) if file.stem not in _COMMANDS)
    found = {line for file in files for line in _lines(ast.parse(file.read_text(encoding="utf-8")))}
    for name in TELLING:
        found |= set(_sentences(ast.parse((sources / name).read_text(encoding="utf-8"))))
    return sorted(line for line in found if sum(letter.isalpha() for letter in line) >= _LEAST_LETTERS)


def _lines(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and _name(node.func) in ERRORS:
            yield from _templates(node.args[0])


def _sentences(tree: ast.Module) -> Iterator[str]:
    """All whole sentences but docstrings."""
    documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    within = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        whole = isinstance(node, ast.JoinedStr) or id(node) not in within
        for line in _templates(node) if whole and isinstance(node, ast.expr) and id(node) not in documented else ():
            if line.endswith(".") and len(line.split()) >= _LEAST_WORDS:
                yield line


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _templates(text: ast.expr) -> Iterator[str]:
    if isinstance(text, ast.IfExp):
        yield from _templates(text.body)
        yield from _templates(text.orelse)
    elif isinstance(text, ast.Constant) and isinstance(text.value, str):
        yield text.value
    elif isinstance(text, ast.JoinedStr):
        yield _joined(text)


def _joined(text: ast.JoinedStr) -> str:
    parts, count = [], 0
    for value in text.values:
        if isinstance(value, ast.Constant):
            parts.append(str(value.value))
        else:
            parts.append(f"{{{count}}}")
            count += 1
    return "".join(parts)
