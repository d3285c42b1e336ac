"""The reference pages that are made from the declarations: docs/keys.md and docs/settings.md.

python packaging/dev/reference.py          write them
python packaging/dev/reference.py check    exit with 1 when they are not up to date
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_KEYS_HEAD = """# Keys

Made from the declarations by `packaging/dev/reference.py`. All of these can be changed: Edit, Keys… shows what has more
than one meaning. The command palette (Ctrl+Shift+P) finds every command by a few letters of its name.

While you write a script:

| key | does |
|---|---|
| Enter | to what usually follows: a new paragraph, from a name to its speech, from a transition to a heading |
| Shift+Enter | a new line in the same paragraph |
| Tab | at the end of a line: to the other element (from action to a name, in a speech to an aside) |
| Tab, Shift+Tab on an empty line | name, transition, scene heading, and round again |
| Shift+Tab on a line with text | makes it another element |
| Up, Down, Enter, Tab, Esc while a list is open | choose a name, place or time, take it, or close the list |
| typing what the ghost says | uses it up, letter by letter |
| typing what another suggestion of the round says | changes over to that one |

Tab, Enter, Esc, Up and Down belong to the open list first, then to the ghost, then to the elements. Any other edit, a
move of the cursor, or an input method that begins to compose dismisses the ghost and stops the model.
"""
_SETTINGS_HEAD = """# Settings

Kept in `settings.toml` in the configuration folder (`scriptwriter doctor` shows the user folder). The file may be
edited; comments stay, and a value that does not fit falls back to its default with a line that says so. This table is
made from the declarations by `packaging/dev/reference.py`.

| setting | kind | default | what it is |
|---|---|---|---|
"""


def keys_page() -> str:
    """All actions by their menus."""
    from scriptwriter.ui.actions import MENUS, SPECS, plain_title

    specs = {spec.name: spec for spec in SPECS}
    parts = [_KEYS_HEAD]
    for title, names in MENUS:
        rows = [specs[name] for name in _flat(names) if name in specs]
        if rows:
            parts.append(f"\n## {title.replace('&', '')}\n\n| command | keys |\n|---|---|\n")
            parts += [f"| {plain_title(spec)} | {spec.keys or '–'} |\n" for spec in rows]
    return "".join(parts)


def _flat(names) -> list[str]:
    found: list[str] = []
    for name in names:
        found += _flat(name[1]) if isinstance(name, tuple) else [name]
    return found


def settings_page() -> str:
    """All settings in the order of their declarations."""
    from scriptwriter.services.settings import describe

    rows = []
    for item in describe():
        kind = ", ".join(item.choices) if item.choices else item.kind
        if item.low is not None and item.high is not None:
            kind += f", {item.low:g} to {item.high:.10g}"
        if isinstance(item.default, bool):
            default = "yes" if item.default else "no"
        elif item.usual:
            default = " in scripts, ".join(f"`{value}`" for value in dict.fromkeys(item.usual))
            default += " in stories" if len(set(item.usual)) > 1 else ""
        else:
            default = f"`{item.default}`" if item.default not in ("", None) else ""
        rows.append(f"| `{item.name}` | {kind} | {default} | {item.about} |\n")
    return _SETTINGS_HEAD + "".join(rows)


def pages() -> dict[Path, str]:
    """The files and what must stand in them."""
    return {ROOT / "docs" / "keys.md": keys_page(), ROOT / "docs" / "settings.md": settings_page()}


def main() -> int:
    """The exit code."""
    stale = [file for file, text in pages().items() if not file.exists() or file.read_text(encoding="utf-8") != text]
    if sys.argv[1:] == ["check"]:
        for file in stale:
            print(f"{file.relative_to(ROOT)} is not up to date: run packaging/dev/reference.py")
        return bool(stale)
    for file, text in pages().items():
        file.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
