"""Scripts on the disk: read without loss, written whole or not at all.

Open, type one letter, save: only that letter may differ. So byte order mark, encoding and line endings are
remembered, and what an editor cannot hold opens read-only and says why.
"""

import codecs
import hashlib
import os
import re
import stat
from dataclasses import dataclass, replace
from pathlib import Path

from scriptwriter.domain.errors import BadDocument, Failure
from scriptwriter.services.atomic import reason, write_atomically

#: Larger than any script; the largest novels have about 10 MB.
MAX_BYTES = 64 * 1024 * 1024

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_ENCODING_NAMES = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "cp1252": "Windows-1252"}
# Qt takes these as the ends of paragraphs and frames, or cuts the text off at them.
_NOT_IN_QT = {
    "\0": "NUL characters",
    "\u2028": "Unicode line separators (U+2028)",
    "\u2029": "Unicode paragraph separators (U+2029)",
    "\ufdd0": "Unicode non-characters (U+FDD0)",
    "\ufdd1": "Unicode non-characters (U+FDD1)",
}
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
#: Of a text's bytes, at most this share can be control characters; more is a program's file.
_MAX_CONTROL_SHARE = 0.05


class ChangedOutside(Failure):
    """The file is no longer what was read: another program has changed it in the meantime."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """By what a file's state is known again. ``mtime_ns`` in nanoseconds, ``size`` in bytes."""

    mtime_ns: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text and how it stood on the disk.

    ``text`` has ``\\n`` line ends. ``read_only`` is why it must not be edited, or empty. ``warnings`` are
    lines that the writer should see once. ``path`` and ``stamp`` are None for what has not been saved yet.
    """

    text: str = ""
    encoding: str = "utf-8"
    newline: str = "\n"
    bom: bool = False
    path: Path | None = None
    stamp: Stamp | None = None
    read_only: str = ""
    warnings: tuple[str, ...] = ()


def load(path: Path) -> Document:
    """Read a script. Raises ``BadDocument`` with the reason when it is none or cannot be read."""
    path = path.expanduser().absolute()
    data, state = _read(path)
    document = decode(data, str(path))
    return replace(document, path=path, stamp=_stamp(data, state))


def decode(data: bytes, name: str) -> Document:
    """Make a text out of bytes; ``name`` is for the messages. Raises ``BadDocument``."""
    if len(data) > MAX_BYTES:
        raise _too_large(name, len(data))
    bom, encoding, raw = _decode(data, name)
    newline = "\r\n" if "\r\n" in raw else "\n"
    document = Document(
        text=raw.replace(newline, "\n"),
        encoding=encoding,
        newline=newline,
        bom=bom,
        warnings=_encoding_warning(name, encoding),
    )
    return replace(document, read_only=_why_read_only(document, data))


def encode(document: Document, text: str) -> bytes:
    """``text`` as bytes in the document's manner.

    Raises ``UnicodeEncodeError`` where its encoding lacks a letter.
    """
    mark = next((mark for mark, encoding in _BOMS if encoding == document.encoding), b"") if document.bom else b""
    return mark + text.replace("\n", document.newline).encode(document.encoding)


def save(document: Document, text: str, *, overwrite: bool = False) -> Document:
    """Write ``text`` to the document's file; the document as it stands there now.

    Raises ``ChangedOutside`` when the file was changed since it was read (``overwrite`` does it anyway),
    ``BadDocument`` for one that is read-only, and ``Failure`` when the disk refuses: the old file is whole.
    """
    if document.path is None:
        raise Failure("The text has no file yet: choose where to save it.")
    if document.read_only:
        raise BadDocument(f"{document.path} was opened read-only: {document.read_only}. Save a copy instead.")
    if document.stamp is not None and not overwrite and changed_outside(document):
        raise ChangedOutside(f"{document.path} was changed by another program since it was opened.")
    return _write(document, text, document.path)


def save_as(document: Document, text: str, path: Path) -> Document:
    """Write ``text`` to another file, in place of what stands there; the document that belongs to it.

    Raises ``BadDocument`` when that is the read-only document's own file, and ``Failure`` as ``save`` does.
    """
    path = path.expanduser().absolute()
    if document.read_only and document.path is not None and _target(document.path) == _target(path):
        raise BadDocument(f"{path} was opened read-only: {document.read_only}. Save under another name.")
    return _write(document, text, path)


def changed_outside(document: Document) -> bool:
    """Whether the file holds something else than when it was read or saved; a file that is gone does not."""
    if document.path is None or document.stamp is None:
        return False
    try:
        data, _ = _read(document.path)
    except BadDocument:
        return os.path.lexists(document.path)
    return hashlib.sha256(data).hexdigest() != document.stamp.sha256


def _read(path: Path) -> tuple[bytes, os.stat_result]:
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            raise BadDocument(f"{path} is a folder, not a script.")
        if not stat.S_ISREG(state.st_mode):
            raise BadDocument(f"{path} is not a file that can be edited.")
        if state.st_size > MAX_BYTES:
            raise _too_large(str(path), state.st_size)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
            return data, os.fstat(file.fileno())
    except FileNotFoundError:
        raise BadDocument(f"There is no file at {path}.") from None
    except PermissionError:
        raise BadDocument(f"{path} cannot be read: you may not read it.") from None
    except (OSError, ValueError) as error:
        words = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise BadDocument(f"{path} cannot be read: {words}.") from None


def _too_large(name: str, size: int) -> BadDocument:
    return BadDocument(f"{name} is too large to edit: {size / 1e6:.0f} MB; {MAX_BYTES / 1e6:.0f} MB are possible.")


def _stamp(data: bytes, state: os.stat_result) -> Stamp:
    return Stamp(state.st_mtime_ns, len(data), hashlib.sha256(data).hexdigest())


def _decode(data: bytes, name: str) -> tuple[bool, str, str]:
    """Whether there is a byte order mark, the encoding, and the text with its own line ends."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return True, encoding, data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                break
    _refuse_binary(data, name)
    for encoding in ("utf-8", "cp1252"):
        try:
            return False, encoding, data.decode(encoding)
        except UnicodeDecodeError:
            continue
    # Windows-1252 leaves five bytes without a meaning; Latin-1 gives every byte back as it was.
    return False, "latin-1", data.decode("latin-1")


def _refuse_binary(data: bytes, name: str) -> None:
    controls = len(_CONTROL.findall(data))
    if controls > _MAX_CONTROL_SHARE * len(data) or (b"\0" in data and not _is_utf8(data)):
        raise BadDocument(f"{name} is not a text file.")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _encoding_warning(name: str, encoding: str) -> tuple[str, ...]:
    if encoding.startswith("utf-"):
        return ()
    shown = _ENCODING_NAMES.get(encoding, "Latin-1")
    return (f"{name} is not valid UTF-8; it is read as {shown}, and saved so.",)


def _why_read_only(document: Document, data: bytes) -> str:
    for character, words in _NOT_IN_QT.items():
        if character in document.text:
            return f"it contains {words}, which the editor cannot keep"
    if "\r" in document.text:
        return "it contains lone carriage returns, which the editor cannot keep"
    if encode(document, document.text) != data:
        return "it mixes Windows and Unix line endings, which the editor cannot keep"
    return ""


def _target(path: Path) -> Path:
    """The file itself, where ``path`` is a symbolic link."""
    return Path(os.path.realpath(path))


def _write(document: Document, text: str, path: Path) -> Document:
    document, data = _encoded(document, text)
    target = _target(path)
    try:
        _refuse_protected(target)
        state = write_atomically(target, data)
    except OSError as error:
        raise Failure(f"{path} could not be saved: {reason(error)}. What stood there is untouched.") from error
    return replace(document, text=text, path=path, stamp=_stamp(data, state), read_only="")


def _encoded(document: Document, text: str) -> tuple[Document, bytes]:
    """The bytes to write; in UTF-8 when the old encoding cannot hold what the writer typed."""
    document = replace(document, warnings=())
    try:
        return document, encode(document, text)
    except UnicodeEncodeError as error:
        lacking = text[error.start]
    if document.encoding.startswith("utf-"):
        # Only half a surrogate pair has no bytes in Unicode: it is no letter, so nothing readable is lost.
        document = replace(document, warnings=("Half a character was saved as a question mark.",))
        return document, encode(document, text.encode("utf-8", "replace").decode("utf-8"))
    old = _ENCODING_NAMES.get(document.encoding, "Latin-1")
    document = replace(document, encoding="utf-8", warnings=(f"The file is UTF-8 now: {old} has no {lacking!r}.",))
    return document, encode(document, text)


def _refuse_protected(target: Path) -> None:
    """Replacing a file needs only the folder's permission; a file that is write-protected means it."""
    if target.is_dir():
        raise IsADirectoryError(21, "Is a directory")
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied")
