"""What is in a corpus, without its texts: counts, characters, languages, what is held out, and what to be warned of."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.corpus import Kind, Skipped, Split, Work
from scriptwriter.domain.errors import BadInput
from scriptwriter.services.corpus import languages, splitting, tables, texts
from scriptwriter.services.corpus import sources as found_sources
from scriptwriter.services.corpus.choices import Choices
from scriptwriter.services.corpus.leftovers import DUPLICATE, EXCLUDED
from scriptwriter.services.corpus.reading import Progress, read
from scriptwriter.services.corpus.report import KindCount, TableColumns, Understanding, WorkSummary
from scriptwriter.services.corpus.table_works import Wanted, first_rows, layout_of

#: Of a smaller corpus a model learns nothing but the words themselves.
LEAST_WORDS, FEW_WORDS = 200, 2000
#: What the bundled model was trained with.
KNOWN_LANGUAGE = "en"
_EXAMPLES, _EXAMPLE = 3, 200
_CHARACTERS = 50

Sink = Callable[[Work], None]


def understand(
    sources: Sequence[Path],
    choices: Choices | None = None,
    cancel: CancelToken | None = None,
    progress: Progress | None = None,
) -> Understanding:
    """What is in files and folders.

    Raises ``BadInput`` when there is nothing to train on, or fewer than 200 words, ``Failure`` when cancelled.
    """
    return gather(sources, choices or Choices(), cancel or CancelToken(), progress, lambda _work: None)[0]


def gather(
    sources: Sequence[Path], choices: Choices, cancel: CancelToken, progress: Progress | None, sink: Sink
) -> tuple[Understanding, splitting.Division]:
    """Hand every work to ``sink``; what was understood and what is held out. Raises as ``understand`` does."""
    seen = _Gathered(choices)
    for found in read(sources, choices, cancel, progress):
        if isinstance(found, Skipped):
            seen.skipped.append(found)
        else:
            sink(found)
            seen.add(found)
    words = sum(work.words for work in seen.works)
    if words < LEAST_WORDS:
        raise BadInput(_too_little(sources, seen, words))
    division = seen.division()
    return seen.understanding(division, _tables(sources, choices)), division


class _Gathered:
    """Counts of what came by; of the largest work also the sizes of its parts, should its end be held out."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self.works: list[WorkSummary] = []
        self.skipped: list[Skipped] = []
        self._characters: Counter[str] = Counter()
        self._languages: Counter[str] = Counter()
        self._largest = ""
        self._parts: list[int] = []

    def add(self, work: Work) -> None:
        words = work.words
        self._characters.update(work.characters)
        self._languages[work.language] += words
        if words > sum(self._parts) and work.title not in self._choices.splits:
            self._largest = work.title
            self._parts = [len(part.split()) for part in splitting.units(work.documents)]
        self.works.append(
            WorkSummary(
                title=work.title,
                source=work.source,
                kind=work.kind,
                form=work.form,
                documents=len(work.documents),
                words=words,
                scenes=sum(map(texts.scenes_of, work.documents)) if work.kind is Kind.SCRIPT else 0,
                genre=work.genre,
                language=work.language,
                split=work.split,
                characters=tuple(_ranked(work.characters)[:_CHARACTERS]),
                examples=tuple(text[:_EXAMPLE] for text in work.documents[:_EXAMPLES]),
            )
        )

    def division(self) -> splitting.Division:
        sizes = [splitting.Size(work.title, work.kind, work.words) for work in self.works]
        found = splitting.divide(sizes, self._choices.seed, self._choices.splits)
        if found.cut and (found.cut != self._largest or not splitting.cut_at(self._parts, found.cut_words)):
            return splitting.uncut(found, sizes, self._choices.splits)
        return found

    def understanding(self, division: splitting.Division, found: tuple[TableColumns, ...]) -> Understanding:
        works = self._divided(division)
        held = [work for work in works if work.split is Split.HELD_OUT]
        kinds: dict[Kind, KindCount] = {}
        for work in self.works:
            old = kinds.get(work.kind, KindCount())
            kinds[work.kind] = KindCount(old.works + 1, old.documents + work.documents, old.words + work.words)
        words = sum(work.words for work in works)
        return Understanding(
            documents=sum(work.documents for work in self.works),
            words=words,
            scenes=sum(work.scenes for work in self.works),
            kinds=kinds,
            characters=tuple(_ranked(self._characters)),
            languages=tuple(self._languages.most_common()),
            duplicates=sum(one.count for one in self.skipped if one.reason == DUPLICATE),
            skipped=tuple(self.skipped),
            held_out_works=tuple(work.title for work in held),
            held_out_words=sum(work.words for work in held),
            warnings=tuple(_warnings(words, sum(work.words for work in held), self._languages)),
            works=tuple(works),
            tables=found,
        )

    def _divided(self, division: splitting.Division) -> list[WorkSummary]:
        titles = [work.title for work in self.works]
        works: list[WorkSummary] = []
        for work in self.works:
            parts = self._parts if work.title == division.cut else []
            at = splitting.cut_at(parts, division.cut_words)
            if not at:
                works.append(replace(work, split=division.split_of(work.title)))
                continue
            whole = work.documents > 1
            works.append(replace(work, documents=at if whole else 1, words=sum(parts[:at]), split=Split.TRAIN))
            works.append(
                replace(
                    work,
                    title=splitting.end_title(work.title, titles),
                    documents=len(parts) - at if whole else 1,
                    words=sum(parts[at:]),
                    scenes=0,
                    characters=(),
                    examples=(),
                    split=Split.HELD_OUT,
                )
            )
        return works


def _ranked(characters: Counter[str]) -> list[tuple[str, int]]:
    return sorted(characters.items(), key=lambda found: (-found[1], found[0]))


def _warnings(words: int, held: int, counted: Counter[str]) -> list[str]:
    found: list[str] = []
    if words < FEW_WORDS:
        found.append(f"The texts have only {words:,} words: a model learns little from fewer than {FEW_WORDS:,}.")
    known = {language: count for language, count in counted.items() if language}
    other = {language: count for language, count in known.items() if language != KNOWN_LANGUAGE}
    if sum(other.values()) * 2 > sum(known.values()):
        name = languages.NAMES[max(other, key=lambda language: other[language])]
        found.append(f"Most of the text is {name}; the bundled model knows English only.")
    if not held:
        found.append("Nothing could be held out, so nobody can tell whether the model has learned more than the text.")
    elif held > splitting.MOST * words:
        found.append(f"{held / words:.0%} of the words are held out; a tenth is enough.")
    return found


def _too_little(sources: Sequence[Path], seen: _Gathered, words: int) -> str:
    if seen.works:
        return f"The texts have only {words} words; at least {LEAST_WORDS} are needed."
    telling = [one for one in seen.skipped if one.reason != EXCLUDED]
    if telling:
        one = telling[0]
        return f"There is nothing to train on: {one.source.name}: {one.reason}."
    if seen.skipped:
        return "There is nothing to train on: everything is left out."
    where = sources[0] if len(sources) == 1 else "what was chosen"
    return f"There is nothing to train on in {where}."


def _tables(sources: Sequence[Path], choices: Choices) -> tuple[TableColumns, ...]:
    """How the tables were read; those that could not be are among what was skipped."""
    found: list[TableColumns] = []
    for path in found_sources.find(sources)[0]:
        if path.suffix.lower() not in tables.SUFFIXES or path in choices.excluded_sources:
            continue
        try:
            layout = layout_of(path, first_rows(path), Wanted(choices.kinds.get(path), choices.columns.get(path), {}))
        except BadInput:
            continue
        found.append(TableColumns(path, layout.kind, layout.names, layout.columns))
    return tuple(found)
