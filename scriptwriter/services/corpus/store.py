"""A corpus on the disk as a training run reads it: ``documents.jsonl``, a document a line, and ``report.json``.

Both are written into a folder beside the wanted one, which takes its place when everything is there.
"""

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, TextIO

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.corpus import Split, Work
from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.services.atomic import reason
from scriptwriter.services.corpus import splitting
from scriptwriter.services.corpus.choices import Choices
from scriptwriter.services.corpus.leftovers import check
from scriptwriter.services.corpus.reading import Progress
from scriptwriter.services.corpus.report import Understanding
from scriptwriter.services.corpus.understanding import gather

DOCUMENTS, REPORT = "documents.jsonl", "report.json"
_UNDIVIDED = "undivided.jsonl"
#: A document's fields, in this order.
FIELDS = ("work", "kind", "form", "genre", "split", "language", "text")


def prepare(
    sources: Sequence[Path],
    choices: Choices | None,
    folder: Path,
    cancel: CancelToken | None = None,
    progress: Progress | None = None,
) -> Understanding:
    """Write what is in ``sources`` to ``folder``, in place of what was prepared there before; whole or not at all.

    Raises ``BadInput`` when there is nothing to train on or the folder holds something else, ``Failure`` when
    cancelled or the disk refuses.
    """
    choices, cancel = choices or Choices(), cancel or CancelToken()
    folder = folder.expanduser().absolute()
    _refuse_foreign(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name[:40]}.", suffix=".tmp"))
        try:
            found = _write(draft, sources, choices, cancel, progress)
            check(cancel)
            _put_in_place(draft, folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise Failure(f"{folder} could not be written: {reason(error)}.") from error
    return found


def documents(folder: Path, split: Split | None = None) -> Iterator[dict[str, Any]]:
    """Every document with the fields of ``FIELDS``, of one split or all.

    Raises ``BadInput`` for a folder that holds no prepared corpus, or a damaged one.
    """
    path = folder / DOCUMENTS
    try:
        with path.open(encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                if split is None or row["split"] == split:
                    yield {name: row[name] for name in FIELDS}
    except OSError as error:
        raise BadInput(f"{folder} holds no prepared scripts: {reason(error)}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(f"{path} is damaged; prepare the scripts again.") from error


def report(folder: Path) -> Understanding:
    """What was understood when the folder was prepared. Raises ``BadInput`` as ``documents`` does."""
    path = folder / REPORT
    try:
        return Understanding.from_json(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise BadInput(f"{folder} holds no prepared scripts: {reason(error)}.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(f"{path} is damaged; prepare the scripts again.") from error


# -- writing ---------------------------------------------------------------------------------------


def _refuse_foreign(folder: Path) -> None:
    try:
        names = {path.name for path in folder.iterdir()} if folder.exists() else set[str]()
    except OSError as error:
        raise BadInput(f"{folder} cannot be written to: {reason(error)}.") from error
    if others := sorted(names - {DOCUMENTS, REPORT}):
        raise BadInput(f"{folder} holds something else, such as {others[0]}; choose another folder.")


def _write(
    draft: Path, sources: Sequence[Path], choices: Choices, cancel: CancelToken, progress: Progress | None
) -> Understanding:
    undivided = draft / _UNDIVIDED
    with undivided.open("w", encoding="utf-8") as file:
        found, division = gather(sources, choices, cancel, progress, lambda work: _write_work(file, work))
    with undivided.open(encoding="utf-8") as rows, (draft / DOCUMENTS).open("w", encoding="utf-8") as file:
        # What is held out is known only now; one work at a time is read again.
        titles = [work.title for work in found.works]
        for title, work in groupby(map(json.loads, rows), key=lambda row: row["work"]):
            check(cancel)
            for row in _divided(title, list(work), division, titles):
                file.write(json.dumps({name: row[name] for name in FIELDS}, ensure_ascii=False) + "\n")
        _sync(file)
    undivided.unlink()
    with (draft / REPORT).open("w", encoding="utf-8") as file:
        json.dump(found.to_json(), file, ensure_ascii=False, indent=1)
        _sync(file)
    return found


def _write_work(file: TextIO, work: Work) -> None:
    common = {
        "work": work.title, "kind": work.kind, "form": work.form, "genre": work.genre, "language": work.language,
    }  # fmt: skip
    file.writelines(json.dumps(common | {"text": text}, ensure_ascii=False) + "\n" for text in work.documents)


def _divided(
    title: str, rows: list[dict[str, Any]], division: splitting.Division, titles: Sequence[str]
) -> Iterator[dict[str, Any]]:
    if title != division.cut:
        yield from (row | {"split": division.split_of(title)} for row in rows)
        return
    beginning, end = splitting.cut([row["text"] for row in rows], division.cut_words)
    yield from (rows[0] | {"split": Split.TRAIN, "text": text} for text in beginning)
    # In the report, the end stands behind its work.
    yield from (
        rows[0] | {"work": titles[titles.index(title) + 1], "split": Split.HELD_OUT, "text": text} for text in end
    )


def _sync(file: TextIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _put_in_place(draft: Path, folder: Path) -> None:
    """``draft`` as ``folder``. A folder with something in it cannot be replaced: it steps aside first."""
    if not folder.exists():
        os.replace(draft, folder)
        return
    aside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name[:40]}.", suffix=".old"))
    try:
        os.replace(folder, aside / "old")
        try:
            os.replace(draft, folder)
        except BaseException:
            with contextlib.suppress(OSError):
                os.replace(aside / "old", folder)
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
