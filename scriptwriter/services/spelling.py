"""Spelling: which words of a text no dictionary knows, and what might have been meant.

    python -m scriptwriter.services.spelling

Hunspell's dictionaries are read by Spylls, which is Python: loading one takes half a second and a suggestion nearly as
long. In a thread of the window either would hold the interpreter while the writer types, so a process of its own
answers, line by line in JSON. A dictionary is also a file from a stranger, and here it can only end that process.
"""

import contextlib
import gc
import json
import os
import re
import signal
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from scriptwriter.domain.errors import BadInput, NotHere
from scriptwriter.domain.script import ElementKind
from scriptwriter.engine.children import JsonLineChild, step_back
from scriptwriter.formats.fountain import title_key
from scriptwriter.services import paths
from scriptwriter.services.helper_process import HelperProcess

MODULE = "scriptwriter.services.spelling"
#: Where systems keep Hunspell's dictionaries.
SYSTEM_FOLDERS = (Path("/usr/share/hunspell"), Path("/usr/share/myspell"), Path("/usr/share/myspell/dicts"))

_K = ElementKind
_MOST_SUGGESTIONS = 7
_MOST_REMEMBERED = 100_000
_LONGEST_WORD = 60
_CODE = re.compile(r"[a-z]{2,3}(?:[_-]\w+)*")
_CHUNK = re.compile(r"\S+")
_ADDRESS = re.compile(r"\w://|\bwww\.|\w@\w|\w\.(?:com|org|net|de|uk|io|eu)\b", re.IGNORECASE)
_HYPHENS = "\\-\u2010\u2011"
_APOSTROPHES = "'\u2019"
_SOFT_HYPHEN = "\u00ad"
#: Digits are part of a word, so that "4th" is one, and one that nobody checks; emphasis marks are not.
_WORD = re.compile(rf"[^\W_]+(?:[{_APOSTROPHES}{_HYPHENS}{_SOFT_HYPHEN}][^\W_]+)*")
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}]s$")
_DROPPED_G = re.compile(rf"in[{_APOSTROPHES}](?!\w)")
_PLAIN = str.maketrans({"\u2019": "'", "\u2010": "-", "\u2011": "-", _SOFT_HYPHEN: None})

_UNCHECKED = frozenset({_K.SCENE_HEADING, _K.CHARACTER, _K.TRANSITION, _K.BONEYARD, _K.PAGE_BREAK, _K.BLANK})
#: Fields of the title page that are sentences; the others are names and addresses.
_TITLE_SENTENCES = frozenset({"title", "credit", "notes", "note", "genre"})


# -- dictionaries ----------------------------------------------------------------------------------


def folders() -> list[Path]:
    """Where dictionaries are looked for: the writer's own, those that come with the program, the system's."""
    return [paths.data_dir() / "dictionaries", paths.resources_dir() / "dictionaries", *SYSTEM_FOLDERS]


def languages() -> list[str]:
    """The codes of the languages that there are dictionaries for, as ``en_GB``."""
    found = set()
    for folder in folders():
        for file in folder.glob("*.dic"):
            if _CODE.fullmatch(file.stem) and file.with_suffix(".aff").is_file():
                found.add(file.stem.replace("-", "_"))
    return sorted(found)


def dictionary(language: str) -> Path:
    """A language's dictionary, without its suffix. Raises ``NotHere`` when there is none."""
    for folder in folders():
        for name in (language, language.replace("_", "-")):
            file = folder / f"{name}.dic"
            if _CODE.fullmatch(name) and file.is_file() and file.with_suffix(".aff").is_file():
                return folder / name
    raise NotHere(f"There is no dictionary for {language}: put {language}.aff and {language}.dic into {folders()[0]}.")


# -- words -----------------------------------------------------------------------------------------


def plain(word: str) -> str:
    """A word with simple apostrophes and hyphens, as dictionaries have them."""
    return unicodedata.normalize("NFC", word.translate(_PLAIN))


def words(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text stand that can be checked: no addresses, nothing with digits or all in capitals."""
    if not _ADDRESS.search(text):
        yield from _words_of(text, 0, len(text))
        return
    for chunk in _CHUNK.finditer(text):
        if not _ADDRESS.search(chunk[0]):
            yield from _words_of(text, chunk.start(), chunk.end())


def checked_words(kind: ElementKind, text: str) -> Iterator[tuple[int, int]]:
    """The words of a line that are checked."""
    if kind in _UNCHECKED:
        return
    first = 0
    if kind is _K.TITLE_PAGE:
        field = title_key(text)
        if field is None or field[0].lower() not in _TITLE_SENTENCES:
            return
        first = text.index(":") + 1
    for start, end in words(text):
        if start >= first:
            yield start, end


def _words_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _WORD.finditer(text, start, end):
        word, stop = match[0], match.end()
        # Most words are of small letters only; this is asked for every word of a script.
        if not (word.islower() and word.isalpha()) and _is_odd(word):
            continue
        if 1 < len(word) <= _LONGEST_WORD:
            # goin', nothin': the apostrophe stands for a letter and belongs to the word.
            yield match.start(), stop + 1 if word.endswith("in") and _DROPPED_G.match(text, stop - 2) else stop


def _is_odd(word: str) -> bool:
    """With digits, or in capitals, a possessive's s aside: LIGHTHOUSE's."""
    bare = _POSSESSIVE.sub("", word)
    return bare == bare.upper() or any(character.isdigit() for character in word)


def forms(word: str) -> list[str]:
    """A word as it is, and without what English hangs on to it."""
    found = [word]
    if word.endswith("'s"):
        found.append(word[:-2])
    elif word.endswith("s'"):
        found.append(word[:-1])
    elif word.endswith("in'"):
        found.append(word[:-1] + "g")
    return found


class Speller(HelperProcess):
    """A dictionary in a process of its own, started when first asked. May be used from any thread; close it."""

    closed_line = "Spelling is not checked any more."

    def __init__(self, language: str) -> None:
        super().__init__(MODULE)
        self.language = language
        self._path = dictionary(language)
        self._known: dict[str, bool] = {}
        self._suggestions: dict[str, list[str]] = {}

    def unknown(self, words: Iterable[str], own: Iterable[str] = ()) -> set[str]:
        """Those of the words that neither the dictionary nor the writer's ``own`` words have.

        A compound with hyphens is known when its parts are. Raises ``Failure`` when the process has died, and
        ``BadInput`` for a dictionary that cannot be read.
        """
        mine = {plain(word).casefold() for word in own}
        asked = {word: plain(word) for word in words}
        parts = {part for word in asked.values() for part in self._parts(word)}
        self._learn({form for part in parts for form in forms(part)})
        return {word for word, said in asked.items() if not self._is_known(said, mine)}

    def suggest(self, word: str) -> list[str]:
        """What might have been meant, the most likely first. Raises as ``unknown`` does."""
        said = plain(word)
        if said not in self._suggestions:
            if len(self._suggestions) > _MOST_REMEMBERED // 100:
                self._suggestions.clear()
            self._suggestions[said] = self.ask({"suggest": said})
        found = self._suggestions[said]
        return [suggestion.replace("'", "\u2019") for suggestion in found] if "\u2019" in word else list(found)

    def close(self) -> None:
        """End the process, in the middle of its work too, and for good. Safe to call twice."""
        self._closed = True
        pid = self.pid
        if pid is not None:
            # It has nothing to lose, and nobody is to wait until it has found its suggestions.
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGTERM)
        super().close()

    def _parts(self, word: str) -> list[str]:
        """The whole word, and what stands between its hyphens."""
        return [word, *(part for part in word.split("-") if part)] if "-" in word else [word]

    def _is_known(self, word: str, own: set[str]) -> bool:
        if self._is_one_word(word, own):
            return True
        return "-" in word and all(self._is_one_word(part, own) for part in word.split("-") if part)

    def _is_one_word(self, word: str, own: set[str]) -> bool:
        return any(len(form) == 1 or form.casefold() in own or self._known.get(form, False) for form in forms(word))

    def _learn(self, asked: set[str]) -> None:
        if len(self._known) + len(asked) > _MOST_REMEMBERED:
            self._known.clear()
        new = sorted(asked - self._known.keys())
        if new:
            missing = set(self.ask({"unknown": new}))
            self._known.update((word, word not in missing) for word in new)

    def begin(self, child: JsonLineChild) -> None:
        """Open the dictionary."""
        self.told(child.ask({"open": str(self._path)}))

    def told(self, answer: Any) -> Any:
        """What was found out."""
        if "error" in answer:
            raise BadInput(f"The dictionary {self._path.name} cannot be used: {answer['error']}")
        return answer.get("done")


# -- the helper process ----------------------------------------------------------------------------


def load(path: Path) -> Any:
    """A dictionary as Spylls has it, read faster: most lines are just a word and its flags."""
    from spylls.hunspell.data.dic import Dic, Word
    from spylls.hunspell.dictionary import Dictionary
    from spylls.hunspell.readers import read_aff, read_dic
    from spylls.hunspell.readers.file_reader import FileReader

    aff, context = read_aff(FileReader(f"{path}.aff"))
    simple, other = _sorted_lines(Path(f"{path}.dic"), context.encoding, bool(context.ignore))
    dic: Dic = read_dic(other, aff=aff, context=context)  # pyright: ignore[reportArgumentType] - it only iterates
    flags: dict[str, Any] = {}
    for line in simple:
        stem, _, marks = line.partition("/")
        if marks not in flags:
            flags[marks] = {*context.parse_flags(marks)}
        case = aff.casing.guess(stem)
        # Spylls itself takes words in small letters for lists of letters here; they need no second entry.
        lower = [] if case.name == "NO" else aff.casing.lower(stem)
        dic.append(Word(stem, flags[marks], {}, [], case), lower=lower)
    return Dictionary(aff, dic)


def _sorted_lines(file: Path, encoding: str, all_other: bool) -> tuple[list[str], list[tuple[int, str]]]:
    """The lines that are a word and flags, and the others as Spylls wants them; the first one is a count."""
    text = file.read_text(encoding=encoding, errors="surrogateescape").removeprefix("\ufeff")
    simple, other = [], []
    for number, line in enumerate(map(str.strip, text.split("\n"))):
        if line and number and not all_other and line[0] != "/" and not set(" \t\\") & set(line):
            simple.append(line)
        elif line and not (number == 0 and line.isdigit()):
            other.append((number + 1, line))
    return simple, other


def likely_first(word: str, suggestions: Iterable[str]) -> list[str]:
    """Suggestions by how small the slip is: a letter doubled or swapped happens sooner than another letter."""
    return sorted(dict.fromkeys(suggestions), key=lambda suggestion: _slip(word.casefold(), suggestion.casefold()))


def _slip(word: str, meant: str) -> float:
    """An edit distance in which swapped, doubled and left out double letters, and apostrophes, count half."""
    rows: list[list[float]] = [[float(column) for column in range(len(meant) + 1)]]
    for i, letter in enumerate(word, 1):
        row = [float(i)]
        for j, wanted in enumerate(meant, 1):
            more = 0.5 if letter == word[i - 2 : i - 1] else 1.0
            less = 0.5 if wanted == "'" or wanted == meant[j - 2 : j - 1] else 1.0
            other = 0.0 if letter == wanted else 1.5 if i == 1 else 1.0
            cost = min(rows[-1][j] + more, row[-1] + less, rows[-1][j - 1] + other)
            if i > 1 and j > 1 and letter == meant[j - 2] and word[i - 2] == wanted:
                cost = min(cost, rows[-2][j - 2] + 0.5)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


class _TimeUp(Exception):
    """A word took longer than anybody waits for it."""


class Helper:
    """What the process does: a dictionary, and no word takes it longer than ``seconds``.

    In languages that make long words out of short ones, a slip in a long one could take minutes.
    """

    def __init__(self, path: Path, seconds: float = 2.0) -> None:
        self._seconds, self._end = seconds, 0.0
        self._opened = load(path)
        lookuper = self._opened.lookuper
        self._good_forms = lookuper.good_forms
        lookuper.good_forms = self._in_time

    def _in_time(self, *arguments: Any, **options: Any) -> Any:
        if time.monotonic() > self._end:
            raise _TimeUp
        return self._good_forms(*arguments, **options)

    def answer(self, job: dict[str, Any]) -> list[str]:
        """The answer to one job."""
        if "unknown" in job:
            return [word for word in job["unknown"] if not self._knows(word)]
        return likely_first(job["suggest"], self._suggestions(job["suggest"]))[:_MOST_SUGGESTIONS]

    def _knows(self, word: str) -> bool:
        self._end = time.monotonic() + self._seconds
        try:
            return self._opened.lookup(word)
        except _TimeUp:
            return True  # rather a slip that nobody sees than a word that is wrongly underlined

    def _suggestions(self, word: str) -> list[str]:
        self._end = time.monotonic() + self._seconds
        found: list[str] = []
        try:
            found.extend(self._opened.suggest(word))
        except _TimeUp:
            # The whole dictionary is looked at only after all the edits, for which there was no time.
            found.extend(islice(self._opened.suggester.ngram_suggestions(word, handled=set(found)), _MOST_SUGGESTIONS))
        return found


def main() -> None:
    """Answer jobs from standard input until it ends."""
    step_back()
    # Half of the time to load goes to looking for garbage among a hundred thousand words that stay.
    gc.disable()
    helper: Helper | None = None
    for line in sys.stdin:
        job = json.loads(line)
        try:
            if "open" in job:
                helper = Helper(Path(job["open"]))
                gc.freeze()
                gc.enable()
            done = helper.answer(job) if helper is not None and "open" not in job else []
            print(json.dumps({"done": done}), flush=True)
        except Exception as error:  # noqa: BLE001 - a stranger's file can go wrong in any way
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            print(json.dumps({"error": reason}), flush=True)


if __name__ == "__main__":
    main()
