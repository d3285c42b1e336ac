"""The window's texts and their translations.

    python packaging/dev/translations.py update    collect the texts of the sources into resources/translations/*.ts
    python packaging/dev/translations.py release   make the *.qm files that the program loads
    python packaging/dev/translations.py check     exit with 1 when a text lacks its translation, or a file is stale

Texts are ``self.tr("…")`` (their context is the class, as Qt looks them up), ``_("…")`` marks in a module that says
``TR_CONTEXT = "…"``, what the settings' declarations and the list of recommended models say, and the one-line errors of
the rooms below the window (``core_lines.py``). Qt's own lupdate does not know the last four.
"""

import ast
import json
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import core_lines

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "scriptwriter"
FOLDER = ROOT / "resources" / "translations"
#: What the window finds errors' lines with.
TEMPLATES = FOLDER / "core_lines.json"

Texts = dict[str, set[str]]


def collect() -> Texts:
    """All texts by their context."""
    found: Texts = {}
    for file in sorted((SOURCES / "ui").rglob("*.py")):
        for context, text in _texts_of(ast.parse(file.read_text(encoding="utf-8"))):
            found.setdefault(context, set()).add(text)
    for text in _about_settings():
        found.setdefault("settings", set()).add(text)
    for text in _about_recommended():
        found.setdefault("recommended", set()).add(text)
    found["core"] = set(core_lines.collect(SOURCES))
    return found


def _texts_of(tree: ast.Module) -> Iterator[tuple[str, str]]:
    context = next(
        (
            node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id == "TR_CONTEXT"
            and isinstance(node.value, ast.Constant)
        ),
        "",
    )
    yield from _walk(tree, "", str(context))


def _walk(node: ast.AST, class_name: str, module_context: str) -> Iterator[tuple[str, str]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            yield from _walk(child, child.name, module_context)
            continue
        if isinstance(child, ast.Call) and child.args:
            text = child.args[0]
            literal = text.value if isinstance(text, ast.Constant) and isinstance(text.value, str) else None
            name = child.func
            if isinstance(name, ast.Attribute) and name.attr == "tr":
                if literal is None:
                    raise SystemExit(f"line {child.lineno}: tr() wants a literal text")
                yield class_name, literal
            elif isinstance(name, ast.Attribute) and name.attr == "translate" and literal and len(child.args) == 2:
                if isinstance(child.args[1], ast.Constant):
                    yield literal, str(child.args[1].value)
            elif isinstance(name, ast.Name) and name.id == "_" and literal is not None and module_context:
                yield module_context, literal
        yield from _walk(child, class_name, module_context)


def _about_settings() -> list[str]:
    sys.path.insert(0, str(ROOT))
    from scriptwriter.services.settings import describe

    return [item.about for item in describe()]


def _about_recommended() -> list[str]:
    models = tomllib.loads((ROOT / "models" / "recommended.toml").read_text(encoding="utf-8"))["model"]
    return [model[key] for model in models for key in ("good_for", "machine")]


def update(file: Path, texts: Texts) -> None:
    """Put all texts into a .ts file, keep the translations that it has, and drop those of texts that are gone."""
    old = _read(file)
    root = ET.Element("TS", version="2.1", language=file.stem.rpartition("_")[2], sourcelanguage="en")
    for context in sorted(texts):
        part = ET.SubElement(root, "context")
        ET.SubElement(part, "name").text = context
        for text in sorted(texts[context]):
            message = ET.SubElement(part, "message")
            ET.SubElement(message, "source").text = text
            translated = old.get((context, text)) or _elsewhere(old, text)
            target = ET.SubElement(message, "translation")
            target.text = translated
            if not translated:
                target.set("type", "unfinished")
    ET.indent(root, " ")
    data = ET.tostring(root, encoding="unicode")
    file.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{data}\n', encoding="utf-8")


def _elsewhere(old: dict[tuple[str, str], str], text: str) -> str:
    """The translation that the same text has in another place."""
    return next((translated for (_, other), translated in old.items() if other == text and translated), "")


def _read(file: Path) -> dict[tuple[str, str], str]:
    if not file.exists():
        return {}
    found = {}
    for context in ET.parse(file).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            found[name, message.findtext("source") or ""] = message.findtext("translation") or ""
    return found


def problems() -> list[str]:
    """What is wrong with the translations, one line each."""
    texts, lines = collect(), []
    if not TEMPLATES.exists() or json.loads(TEMPLATES.read_text(encoding="utf-8")) != sorted(texts["core"]):
        lines.append(f"{TEMPLATES.name} is stale")
    wanted = {(context, text) for context, group in texts.items() for text in group}
    for file in sorted(FOLDER.glob("*.ts")):
        have = _read(file)
        lines += [f"{file.name}: missing: {context}: {text}" for context, text in sorted(wanted - have.keys())]
        lines += [
            f"{file.name}: gone from the sources: {context}: {text}" for context, text in sorted(have.keys() - wanted)
        ]
        lines += [
            f"{file.name}: not translated: {context}: {text}"
            for (context, text), done in sorted(have.items())
            if not done
        ]
        lines += [
            f"{file.name}: other placeholders: {t!r}: {d!r}"
            for (_, t), d in have.items()
            if d and _holes(t) != _holes(d)
        ]
    return lines


def _holes(text: str) -> list[str]:
    return sorted(part for number in range(9) for part in [f"{{{number}}}"] * text.count(f"{{{number}}}"))


def release() -> None:
    """Make the binary files."""
    for file in sorted(FOLDER.glob("*.ts")):
        subprocess.run(
            [
                str(Path(sys.executable).with_name("pyside6-lrelease")),
                "-silent",
                str(file),
                "-qm",
                str(file.with_suffix(".qm")),
            ],
            check=True,
        )


def main() -> int:
    """The exit code."""
    command = sys.argv[1] if len(sys.argv) == 2 else ""
    if command == "update":
        FOLDER.mkdir(exist_ok=True)
        texts = collect()
        templates = json.dumps(sorted(texts["core"]), ensure_ascii=False, indent=0)
        TEMPLATES.write_text(templates + "\n", encoding="utf-8")
        for file in sorted(FOLDER.glob("*.ts")) or [FOLDER / "scriptwriter_de.ts"]:
            update(file, texts)
    elif command == "release":
        release()
    elif command == "check":
        lines = problems()
        for line in lines:
            print(line)
        return bool(lines)
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
