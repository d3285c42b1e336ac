"""Sources to works, one after the other, so that only one is in memory at a time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.corpus import Skipped, Split, Work
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadInput
from scriptwriter.services.corpus import languages, tables, texts
from scriptwriter.services.corpus import sources as found_sources
from scriptwriter.services.corpus.choices import Choices
from scriptwriter.services.corpus.duplicates import Seen
from scriptwriter.services.corpus.leftovers import DUPLICATE, EXCLUDED, Leftovers, check
from scriptwriter.services.corpus.table_works import Wanted, read_table

Progress = Callable[[float], None]


def read(
    sources: Sequence[Path],
    choices: Choices | None = None,
    cancel: CancelToken | None = None,
    progress: Progress | None = None,
) -> Iterator[Work | Skipped]:
    """Every work of files and folders, and what was left out of each source behind its works.

    Titles are unique; a text that was there before is left out. ``split`` is what the user chose, else training:
    the rest is decided when all works are known (``splitting``). ``progress`` gets fractions of the bytes.
    Raises ``BadInput`` for a path that leads nowhere, ``Failure`` when cancelled.
    """
    return _Reading(choices or Choices(), cancel or CancelToken(), progress or (lambda _: None)).works(sources)


class _Reading:
    """What is remembered from one source to the next: titles and hashes."""

    def __init__(self, choices: Choices, cancel: CancelToken, progress: Progress) -> None:
        self._choices, self._cancel, self._progress = choices, cancel, progress
        self._aliases = choices.aliases()
        self._titles: set[str] = set()
        self._seen = Seen()

    def works(self, sources: Sequence[Path]) -> Iterator[Work | Skipped]:
        check(self._cancel)
        paths, skipped = found_sources.find(sources)
        yield from skipped
        sizes = [_size(path) for path in paths]
        total, before = sum(sizes) or 1, 0
        self._progress(0.0)
        for path, size in zip(paths, sizes, strict=True):
            check(self._cancel)

            def reached(count: int, before: int = before, size: int = size) -> None:
                self._progress((before + min(count, size)) / total)

            yield from self._source(path, reached)
            before += size
            self._progress(min(before / total, 1.0))

    def _source(self, path: Path, reached: Callable[[int], None]) -> Iterator[Work | Skipped]:
        left = Leftovers(path)
        if path in self._choices.excluded_sources:
            left.add(EXCLUDED, path.name)
        else:
            try:
                for work in self._raw(path, left, reached):
                    check(self._cancel)
                    finished = self._finished(work, left)
                    if finished is not None:
                        yield finished
            except BadInput as error:
                left.add(_clause(error, path))
        yield from left.skipped()

    def _raw(self, path: Path, left: Leftovers, reached: Callable[[int], None]) -> Iterator[Work]:
        kind = self._choices.kinds.get(path)
        if path.suffix.lower() in tables.SUFFIXES:
            wanted = Wanted(kind, self._choices.columns.get(path), self._aliases)
            yield from read_table(path, wanted, left, self._cancel, reached)
            return
        work = texts.read_text(path, kind, self._aliases, self._cancel)
        if work is None:
            raise BadInput("the file is empty")
        yield work

    def _finished(self, work: Work, left: Leftovers) -> Work | None:
        """A work with its own title, what the user chose for it, its language, and nothing that was there before."""
        title = self._unique(work.title)
        if title in self._choices.excluded_works:
            left.add(EXCLUDED, title)
            return None
        form = self._choices.forms.get(title, self._choices.form or work.form)
        documents = [texts.in_form(text, form) if form is not work.form else text for text in work.documents]
        new = [text for text in documents if text and not self._is_copy(text, left)]
        if not new:
            return None
        if form is Form.PROSE:
            work = replace(work, characters=type(work.characters)())
        elif len(new) < len(work.documents):
            counted = type(work.characters)()
            for text in new:
                counted.update(texts.characters_of(text))
            work = replace(work, characters=counted)
        return replace(
            work,
            title=title,
            form=form,
            documents=tuple(new),
            genre=self._choices.genre_of(work.source) or work.genre,
            language=languages.language_of(_sample(new)),
            split=self._choices.splits.get(title, Split.TRAIN),
        )

    def _is_copy(self, text: str, left: Leftovers) -> bool:
        copy = self._seen.is_copy(text)
        if copy:
            left.add(DUPLICATE, text)
        return copy

    def _unique(self, title: str) -> str:
        title = " ".join(title.split()) or "Untitled"
        found, number = title, 1
        while found.casefold() in self._titles:
            number += 1
            found = f"{title} ({number})"
        self._titles.add(found.casefold())
        return found


def _sample(documents: Sequence[str]) -> str:
    """Enough of a work to know its language by."""
    found: list[str] = []
    size = 0
    for text in documents:
        found.append(text)
        size += len(text)
        if size > 200_000:
            break
    return "\n".join(found)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        # It is told when it is read.
        return 0


def _clause(error: BadInput, path: Path) -> str:
    """An error's line as a reason that stands behind the file's name."""
    text = str(error).replace(str(path), path.name).removeprefix(f"{path.name}: ").removeprefix(f"{path.name} ")
    return text.removesuffix(".")
