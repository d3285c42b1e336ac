"""Every setting, declared once: its type, default, bounds and meaning.

They are kept as TOML that people may edit: comments and keys that this version does not know stay. A bad
value falls back to the default and leaves a line in ``SettingsStore.warnings``; nothing stops the program.
"""

import dataclasses
import json
import logging
import math
import tomllib
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scriptwriter.domain.cue import GENRES, Form
from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.domain.generation import MAX_ALTERNATIVES, MAX_WORDS, USUAL_SAMPLING, Sampling, SamplingValues
from scriptwriter.formats.geometry import PAPERS
from scriptwriter.services import paths
from scriptwriter.services.atomic import reason, write_atomically

#: Raised when a setting is renamed or changes its meaning; ``_MIGRATIONS`` then says how.
VERSION = 1
_VERSION_KEY = "version"
_PRIVATE = 0o600
_MAX_TEXT = 200
#: From version N to N + 1: each changes the table in place.
_MIGRATIONS: dict[int, Callable[[MutableMapping[str, Any]], None]] = {}
_log = logging.getLogger(__name__)


def _text(default: str, about: str, *, suggestions: tuple[str, ...] = ()) -> Any:
    return field(default=default, metadata={"about": about, "kind": "text", "suggestions": suggestions})


def _choice(default: str, about: str, choices: tuple[str, ...]) -> Any:
    return field(default=default, metadata={"about": about, "kind": "choice", "choices": choices})


def _flag(default: bool, about: str) -> Any:
    return field(default=default, metadata={"about": about, "kind": "yes or no"})


def _whole(default: int | None, about: str, low: int, high: int) -> Any:
    return field(default=default, metadata={"about": about, "kind": "whole number", "low": low, "high": high})


def _number(about: str, low: float, high: float) -> Any:
    """One that may be left open."""
    return field(default=None, metadata={"about": about, "kind": "number", "low": low, "high": high})


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of the moment, each of them within its bounds."""

    language: str = _choice("system", "The window's language; counts from the next start.", ("system", "en", "de"))
    theme: str = _choice("system", "The window's colours.", ("system", "light", "dark"))
    script_font: str = _text("Courier Prime", "The font of screenplays; one of a fixed width.")
    prose_font: str = _text("", "The font of stories; empty: the system's serif.")
    font_size: int = _whole(12, "The text's size in points.", 6, 72)
    zoom: int = _whole(100, "How large the page is shown, in per cent.", 50, 300)
    paper: str = _choice("letter", "The paper that pages are counted and printed on.", tuple(PAPERS))
    form: str = _choice("script", "What a new text is.", tuple(form.value for form in Form))
    element_flow: bool = _flag(True, "In scripts, Enter and Tab lead from element to element.")
    autocomplete: bool = _flag(True, "In scripts, offer names, places and times of day while they are typed.")
    spelling: str = _text("en_US", "The language that spelling is checked in; off: not checked.", suggestions=("off",))
    typewriter: bool = _flag(False, "Keep the line that is written in the middle of the window.")
    show_origins: bool = _flag(True, "Mark the words that are from suggestions with a fine dotted line.")
    show_realism: bool = _flag(True, "Show beside each passage how much it reads like human writing.")
    session_goal: int = _whole(0, "How many words a session should bring; 0: no goal.", 0, 100_000)
    autosave_minutes: int = _whole(5, "Save by itself so often, in minutes; 0: only when asked to.", 0, 240)
    recent_files: int = _whole(10, "How many recent files the menu shows.", 0, 50)

    model: str = _text("", "The model's name or file; empty: the one that comes with the program.")
    context_limit: int = _whole(4096, "The most tokens a model looks back on; more needs more memory.", 256, 131072)
    threads: int = _whole(0, "How many processors write; 0: found out here.", 0, 256)

    genre: str = _text("", "The genre asked for; empty: the title page's.", suggestions=GENRES)
    max_words: int = _whole(120, "The longest passage, in words.", 1, MAX_WORDS)
    alternatives: int = _whole(3, "How many passages are drawn at once.", 1, MAX_ALTERNATIVES)
    continue_as_you_type: bool = _flag(False, "Suggest a continuation whenever the typing pauses.")
    continue_delay_ms: int = _whole(500, "How long a pause has to be for that, in milliseconds.", 100, 10_000)

    temperature: float | None = _number("How daring the words are; 0: always the likeliest.", 0, 5)
    top_k: int | None = _whole(None, "Draw from so many of the likeliest words; 0: from all.", 0, 100_000)
    top_p: float | None = _number("Draw from the likeliest that share this probability; 1: all.", 0, 1)
    min_p: float | None = _number("Leave out words below this share of the likeliest; 0: none.", 0, 1)
    typical_p: float | None = _number("Prefer words as surprising as usual; 1: off.", 0, 1)
    repeat_penalty: float | None = _number("Avoid words just used; 1: off.", 0.5, 3)
    dry_multiplier: float | None = _number("Avoid repeating phrases; 0: off.", 0, 10)
    xtc_probability: float | None = _number("How often the obvious is left out; 0: never.", 0, 1)
    xtc_threshold: float | None = _number("From which probability a word is obvious.", 0, 1)
    seed: int | None = _whole(None, "The same number draws the same passage; empty: another each time.", 0, 2**32 - 1)

    def sampling(self) -> SamplingValues:
        """What is set of the samplers; the rest is as suits the form."""
        names = {item.name for item in dataclasses.fields(Sampling)} & set(_FIELDS)
        return {name: value for name in names if (value := getattr(self, name)) is not None}


_FIELDS = {item.name: item for item in dataclasses.fields(Settings)}


@dataclass(frozen=True, slots=True)
class Description:
    """One setting for a form or a table. ``low`` and ``high`` are None where there are no bounds.

    ``usual``: what counts in scripts and in stories while nothing is set; empty where that is ``default``.
    """

    name: str
    kind: str
    default: Any
    about: str
    choices: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    usual: tuple[float, ...] = ()


def describe() -> list[Description]:
    """All settings in the order in which they are declared."""
    return [
        Description(name=name, default=item.default, usual=_usual(name), **item.metadata)
        for name, item in _FIELDS.items()
    ]


def _usual(name: str) -> tuple[float, ...]:
    found = [getattr(USUAL_SAMPLING[form], name, None) for form in Form]
    return tuple(value for value in found if value is not None)


def check(name: str, value: Any) -> Any:
    """``value`` as the setting holds it. Raises ``BadInput`` with one line when it does not fit."""
    if name not in _FIELDS:
        raise BadInput(f"There is no setting named {name!r}.")
    rule = _FIELDS[name].metadata
    if _FIELDS[name].default is None and value in (None, ""):
        return None
    return _CHECKS[rule["kind"]](name, value, rule)


def _check_text(name: str, value: Any, _rule: Mapping[str, Any]) -> str:
    if not isinstance(value, str) or len(value) > _MAX_TEXT or not value.isprintable():
        raise BadInput(f"The setting {name} is a line of at most {_MAX_TEXT} characters.")
    return str(value)


def _check_choice(name: str, value: Any, rule: Mapping[str, Any]) -> str:
    if not isinstance(value, str) or value not in rule["choices"]:
        raise BadInput(f"The setting {name} is one of {', '.join(rule['choices'])}, not {_shown(value)}.")
    return str(value)


def _check_flag(name: str, value: Any, _rule: Mapping[str, Any]) -> bool:
    if not isinstance(value, bool):
        raise BadInput(f"The setting {name} is true or false, not {_shown(value)}.")
    return value


def _check_whole(name: str, value: Any, rule: Mapping[str, Any]) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not rule["low"] <= value <= rule["high"]:
        bounds = f"from {rule['low']} to {rule['high']}"
        raise BadInput(f"The setting {name} is a whole number {bounds}, not {_shown(value)}.")
    return int(value)


def _check_number(name: str, value: Any, rule: Mapping[str, Any]) -> float:
    number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
    if not rule["low"] <= number <= rule["high"]:
        bounds = f"from {rule['low']} to {rule['high']}"
        raise BadInput(f"The setting {name} is a number {bounds}, not {_shown(value)}.")
    return number


_CHECKS: dict[str, Callable[[str, Any, Mapping[str, Any]], Any]] = {
    "text": _check_text,
    "choice": _check_choice,
    "yes or no": _check_flag,
    "whole number": _check_whole,
    "number": _check_number,
}


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:40]}…"


class SettingsStore:
    """The settings' file. ``values`` holds what counts now; ``warnings`` what was wrong with the file."""

    def __init__(self, file: Path | None = None) -> None:
        self.values = Settings()
        self.warnings: list[str] = []
        self._no_folder: list[str] = []
        self._file = file or self._usual_file()
        self.load()

    def _usual_file(self) -> Path | None:
        try:
            return paths.settings_file()
        except Failure as error:
            self._no_folder = [str(error)]
            return None

    def load(self) -> Settings:
        """Read the file anew; defaults for what is missing or wrong there."""
        self.warnings = list(self._no_folder)
        table = self._read()
        known = {name: value for name, value in table.items() if name in _FIELDS}
        good: dict[str, Any] = {}
        for name, value in known.items():
            try:
                good[name] = check(name, value)
            except BadInput as error:
                self.warnings.append(f"{error} The default counts ({self._file}).")
        self.values = Settings(**good)
        return self.values

    def _read(self) -> dict[str, Any]:
        if self._file is None:
            return {}
        try:
            table = tomllib.loads(self._file.read_text(encoding="utf-8-sig"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            words = reason(error) if isinstance(error, OSError) else " ".join(str(error).split())
            self.warnings.append(f"The settings in {self._file} cannot be read ({words}): the defaults count.")
            return {}
        self._migrate(table)
        return table

    def _migrate(self, table: MutableMapping[str, Any]) -> None:
        version = table.get(_VERSION_KEY, VERSION)
        if not isinstance(version, int) or isinstance(version, bool):
            self.warnings.append(f"The version in {self._file} is not a number; taken as {VERSION}.")
            return
        if version > VERSION:
            self.warnings.append(f"{self._file} was written by a newer version; what is unknown is left alone.")
        for step in range(version, VERSION):
            if step in _MIGRATIONS:
                _MIGRATIONS[step](table)

    def change(self, **changes: Any) -> Settings:
        """Set and save some settings. Raises ``BadInput`` for a value that does not fit, ``Failure`` when
        the file cannot be written; the new values count in this run even then.
        """
        checked = {name: check(name, value) for name, value in changes.items()}
        self.values = dataclasses.replace(self.values, **checked)
        self._save(checked)
        return self.values

    def reset(self) -> Settings:
        """Set everything back to the defaults. Raises ``Failure`` when the file cannot be written."""
        return self.change(**{name: item.default for name, item in _FIELDS.items()})

    def _save(self, changes: Mapping[str, Any]) -> None:
        if self._file is None:
            raise Failure("The settings count until the end only: there is no folder to save them in.")
        try:
            document = self._document()
            for name, value in changes.items():
                _put(document, name, value)
            write_atomically(self._file.resolve(), document.as_string().encode(), _PRIVATE)
        except OSError as error:
            raise Failure(f"The settings could not be saved to {self._file}: {reason(error)}.") from error

    def _document(self) -> Any:
        """The file as it is now, which another window may have changed since it was read."""
        import tomlkit
        from tomlkit.exceptions import TOMLKitError

        if self._file is None or not self._file.exists():
            return _new_document()
        try:
            document = tomlkit.parse(self._file.read_text(encoding="utf-8-sig"))
        except (TOMLKitError, ValueError, RecursionError):
            # The writer's own typing error must not cost them the rest of the file.
            self._file.replace(self._file.with_suffix(".broken.toml"))
            return _new_document()
        self._migrate(document)
        if not isinstance(document.get(_VERSION_KEY), int) or document[_VERSION_KEY] < VERSION:
            document[_VERSION_KEY] = VERSION
        return document


def _new_document() -> Any:
    import tomlkit

    document = tomlkit.document()
    document.add(tomlkit.comment("scriptwriter's settings. What is missing here has its default."))
    document.add(_VERSION_KEY, VERSION)
    return document


def _put(document: Any, name: str, value: Any) -> None:
    """Set a key in place; a new one comes with a line that says what it means, and no value means no line."""
    import tomlkit

    if name in document:
        document[name] = "" if value is None else value
    elif value != _FIELDS[name].default:
        # Tables must come last in TOML, and the writer may have added some.
        tables = [(key, document.pop(key)) for key in _table_keys(document)]
        document.add(tomlkit.nl())
        document.add(tomlkit.comment(_FIELDS[name].metadata["about"]))
        document.add(name, value)
        for key, table in tables:
            document.add(key, table)


def _table_keys(document: Any) -> list[str]:
    from tomlkit.items import AoT, Table

    return [key for key, item in document.items() if isinstance(item, Table | AoT)]


def read_state() -> dict[str, str]:
    """Sizes and places of windows, by name; empty where there are none yet."""
    try:
        state = json.loads(paths.state_file().read_text(encoding="utf-8"))
    except (Failure, OSError, ValueError):
        return {}
    if not isinstance(state, dict):
        return {}
    return {key: value for key, value in state.items() if isinstance(value, str)}


def write_state(state: Mapping[str, str]) -> None:
    """Keep sizes and places of windows; losing them is not worth a message, so it is only logged."""
    try:
        write_atomically(paths.state_file(), json.dumps(dict(state), indent=1).encode(), _PRIVATE)
    except (Failure, OSError) as error:
        _log.warning("The windows' places could not be saved: %s", type(error).__name__)
