"""Scripts from and to other programs' files. In between they are Fountain text, as everywhere in the program."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeVar

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import BadDocument, BadInput, Failure
from scriptwriter.domain.screenplay import Screenplay
from scriptwriter.formats import fountain_document
from scriptwriter.services import documents, paths
from scriptwriter.services.atomic import reason, write_atomically

#: No reader takes more, so nothing larger is read from the disk.
_MAX_BYTES = 256 * 1024 * 1024

Progress = Callable[[float], None]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How an export looks. ``prose`` sets a story as a manuscript instead of a screenplay.

    ``scene_numbers`` keeps those that the script has; ``paper`` counts for Word files and PDF.
    """

    paper: Literal["letter", "a4"] = "letter"
    prose: bool = False
    scene_numbers: bool = True
    title_page: bool = True
    #: Lines that a revision has changed; only the PDF shows them.
    revised: frozenset[int] = frozenset()


Reader = Callable[[Path, CancelToken], str]
Writer = Callable[[str, ExportOptions, Progress, CancelToken], bytes]


def import_file(path: Path, cancel: CancelToken | None = None) -> str:
    """A file as Fountain text, ``\\n`` at the line ends; text files as they stand, unless they are set in columns.

    Raises ``BadInput`` for a kind of file that is not known, ``BadDocument`` for one that cannot be read, ``Failure``
    when cancelled.
    """
    path = path.expanduser().absolute()
    return _by_suffix(READERS, path, "read")(path, cancel or CancelToken())


def export(
    text: str,
    target: Path,
    options: ExportOptions | None = None,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> None:
    """Write a Fountain text to ``target`` as its suffix says, in place of what stands there; whole or not at all.

    Raises ``BadInput`` for a kind of file that is not known, ``Failure`` when cancelled or the disk refuses.
    """
    target = target.expanduser().absolute()
    writer = _by_suffix(WRITERS, target, "written")
    progress, cancel = progress or _ignore, cancel or CancelToken()
    _check(cancel)
    progress(0.0)
    data = writer(text, options or ExportOptions(), progress, cancel)
    _check(cancel)
    _write(target, data)
    progress(1.0)


def _ignore(_fraction: float) -> None:
    pass


def _check(cancel: CancelToken) -> None:
    if cancel.is_set():
        raise Failure("The conversion was cancelled; nothing was written.")


def _by_suffix(known: dict[str, _T], path: Path, verb: str) -> _T:
    found = known.get(path.suffix.lower())
    if found is None:
        kind = f"{path.suffix} files" if path.suffix else "files without an ending"
        raise BadInput(f"{path.name} cannot be {verb}: {kind} are not known, only {', '.join(known)}.")
    return found


def _write(target: Path, data: bytes) -> None:
    real = Path(os.path.realpath(target))
    try:
        if real.is_dir():
            raise IsADirectoryError(21, "Is a directory")
        # Replacing a file needs only the folder's permission; a file that is write-protected means it.
        if real.exists() and not os.access(real, os.W_OK):
            raise PermissionError(13, "Permission denied")
        write_atomically(real, data)
    except OSError as error:
        raise Failure(f"{target} could not be written: {reason(error)}. What stood there is untouched.") from error


# -- reading ---------------------------------------------------------------------------------------


def _read_text(path: Path, _cancel: CancelToken) -> str:
    return documents.load(path).text


def _read_plain(path: Path, _cancel: CancelToken) -> str:
    from scriptwriter.formats.plain import read_plain

    found = read_plain(documents.load(path).text)
    return found if isinstance(found, str) else fountain_document.write(found)


def _read_fdx(path: Path, _cancel: CancelToken) -> str:
    from scriptwriter.formats.fdx import read_fdx

    return fountain_document.write(read_fdx(_bytes(path), str(path)))


def _read_docx(path: Path, _cancel: CancelToken) -> str:
    from scriptwriter.formats.docx import read_docx

    return fountain_document.write(read_docx(_bytes(path), str(path)))


def _read_pdf(path: Path, cancel: CancelToken) -> str:
    from scriptwriter.formats.pdf_read import read_pdf

    return fountain_document.write(read_pdf(_bytes(path), cancel, str(path)))


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise BadDocument(f"{path} is a folder, not a script.")
        if path.exists() and not path.is_file():
            raise BadDocument(f"{path} is not a file that can be read.")
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        raise BadDocument(f"There is no file at {path}.") from None
    except (OSError, ValueError) as error:
        words = reason(error) if isinstance(error, OSError) else str(error)
        raise BadDocument(f"{path} cannot be read: {words}.") from None
    if len(data) > _MAX_BYTES:
        raise BadDocument(f"{path} is too large: more than {_MAX_BYTES / 1e6:.0f} MB.")
    return data


READERS: dict[str, Reader] = {
    ".fountain": _read_text,
    ".spmd": _read_text,
    ".md": _read_text,
    ".txt": _read_plain,
    ".fdx": _read_fdx,
    ".docx": _read_docx,
    ".pdf": _read_pdf,
}

# -- writing ---------------------------------------------------------------------------------------


def _script(text: str, options: ExportOptions) -> Screenplay:
    script = fountain_document.read(text)
    if options.scene_numbers:
        return script
    return replace(script, elements=tuple(replace(element, number="") for element in script.elements))


def _write_text(text: str, options: ExportOptions, _progress: Progress, _cancel: CancelToken) -> bytes:
    """Fountain as it stands, unless something of it is not wanted."""
    if not (options.title_page and options.scene_numbers):
        script = _script(text, options)
        text = fountain_document.write(script if options.title_page else replace(script, title_page=()))
    return _encoded(text)


def _write_plain(text: str, options: ExportOptions, _progress: Progress, _cancel: CancelToken) -> bytes:
    from scriptwriter.formats.plain import write_plain

    return _encoded(write_plain(_script(text, options), options.prose, with_title_page=options.title_page))


def _write_html(text: str, options: ExportOptions, _progress: Progress, _cancel: CancelToken) -> bytes:
    from scriptwriter.formats.html import write_html

    return _encoded(write_html(_script(text, options), options.prose, with_title_page=options.title_page))


def _write_fdx(text: str, options: ExportOptions, _progress: Progress, _cancel: CancelToken) -> bytes:
    from scriptwriter.formats.fdx import write_fdx

    script = _script(text, options)
    return write_fdx(script if options.title_page else replace(script, title_page=()))


def _write_docx(text: str, options: ExportOptions, _progress: Progress, _cancel: CancelToken) -> bytes:
    from scriptwriter.formats.docx import write_docx

    script = _script(text, options)
    return write_docx(script, options.prose, options.paper, with_title_page=options.title_page)


def _write_pdf(text: str, options: ExportOptions, progress: Progress, cancel: CancelToken) -> bytes:
    from scriptwriter.formats.fountain import LineClassifier
    from scriptwriter.formats.geometry import PAPERS
    from scriptwriter.formats.pdf_write import write_pdf

    classifier = LineClassifier(text.split("\n"))
    return write_pdf(
        classifier.lines,
        classifier.kinds,
        paths.resources_dir() / "fonts",
        paper=PAPERS[options.paper],
        prose=options.prose,
        title_page=options.title_page,
        scene_numbers=options.scene_numbers,
        revised=options.revised,
        progress=progress,
        cancel=cancel,
    )


def _encoded(text: str) -> bytes:
    # Half a surrogate pair is no letter and has no bytes; everything else has.
    return text.encode("utf-8", "replace")


WRITERS: dict[str, Writer] = {
    ".fountain": _write_text,
    ".spmd": _write_text,
    ".md": _write_text,
    ".txt": _write_plain,
    ".fdx": _write_fdx,
    ".docx": _write_docx,
    ".pdf": _write_pdf,
    ".html": _write_html,
}
