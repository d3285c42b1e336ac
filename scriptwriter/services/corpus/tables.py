"""Tables row by row: CSV in any of its manners, and JSON, one object a line or a list of them."""

import codecs
import csv
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from scriptwriter.domain.errors import BadInput
from scriptwriter.services.atomic import reason

SUFFIXES = (".csv", ".tsv", ".jsonl", ".json")
Row = list[str]
#: Called with the bytes that were read so far.
Reached = Callable[[int], None]

#: A field that is longer is no field: a quotation mark that is never closed takes the rest of the file.
_MAX_FIELD = 16 * 1024 * 1024
_MAX_JSON = 256 * 1024 * 1024
_SAMPLE = 256 * 1024
_DELIMITERS = (",", ";", "\t", "|")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_rows(path: Path, reached: Reached | None = None) -> Iterator[Row | None]:
    """The rows of a table, blank ones left out; the first one holds the names of the columns, if there are any.

    A row that cannot be read comes as None. Raises ``BadInput`` when the file is no table, or cannot be read.
    """
    reached = reached or (lambda _bytes: None)
    try:
        if path.suffix.lower() in (".jsonl", ".json"):
            yield from _json_rows(path, reached)
        else:
            yield from _csv_rows(path, reached)
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {reason(error)}.") from error


# -- separated values ------------------------------------------------------------------------------


def _csv_rows(path: Path, reached: Reached) -> Iterator[Row | None]:
    encoding = encoding_of(path)
    with path.open("rb") as binary:
        sample = _decoded(binary.read(_SAMPLE), encoding)
        binary.seek(0)
        # The limit belongs to the module, not to a reader.
        csv.field_size_limit(max(csv.field_size_limit(), _MAX_FIELD))
        reader = csv.reader(_lines(binary, encoding, reached), **_manner(path, sample))
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield None
                continue
            if row:
                yield row


def _lines(binary: BinaryIO, encoding: str, reached: Reached) -> Iterator[str]:
    # "replace" counts for bytes that are broken off at the end; what is not UTF-8 at all was found out before.
    text = codecs.getreader(encoding)(binary, "replace")
    text_lines = _split_lines(text)
    for count, line in enumerate(text_lines):
        if count % 256 == 0:
            reached(binary.tell())
        yield line.replace("\0", "")


def _split_lines(text: codecs.StreamReader) -> Iterator[str]:
    """Lines by their ends, which stay. ``str.splitlines`` would also end them at characters within a field."""
    rest = ""
    while part := text.read(65536):
        # A return at the end may be half of a line end.
        held = part.endswith("\r")
        pieces = re.split(r"(?<=\n)|(?<=\r)(?!\n)", rest + (part[:-1] if held else part))
        rest = pieces.pop() + ("\r" if held else "")
        yield from pieces
        if len(rest) > _MAX_FIELD:
            # No line is so long: in pieces, it does not fill the memory.
            yield rest
            rest = ""
    if rest:
        yield rest


def _manner(path: Path, sample: str) -> dict[str, Any]:
    """How a file separates and quotes.

    ``csv.Sniffer`` counts every character and takes a letter for a separator; here the row of names decides.
    """
    separator = "\t" if path.suffix.lower() == ".tsv" else _delimiter(sample)
    manner: dict[str, Any] = {"delimiter": separator}
    # A doubled quotation mark cannot be read so: these two signs stand only in files that mean them.
    if re.search(r'\\"[^"\s,;|\\]', sample):
        manner |= {"escapechar": "\\", "doublequote": False}
    if re.search(rf'^[^"\r\n]*{re.escape(separator)} "[^"{re.escape(separator)}\r\n]', sample, re.MULTILINE):
        manner["skipinitialspace"] = True
    return manner


def _delimiter(sample: str) -> str:
    """The first separator by which nearly all rows have as many fields as the first one, at least two."""
    shares = {one: _evenness(sample, one) for one in _DELIMITERS}
    for one in _DELIMITERS:
        if shares[one] >= 0.95:
            return one
    best = max(_DELIMITERS, key=lambda one: shares[one])
    return best if shares[best] > 0 else ","


def _evenness(sample: str, delimiter: str) -> float:
    rows: list[Row] = []
    try:
        rows.extend(row for row in csv.reader(sample.splitlines(keepends=True), delimiter=delimiter) if row)
    except csv.Error:
        return 0.0
    if not rows or len(rows[0]) < 2:
        return 0.0
    # The sample may end in the middle of a row.
    whole = rows[:-1] or rows
    return sum(len(row) == len(rows[0]) for row in whole) / len(whole)


# -- encodings -------------------------------------------------------------------------------------


def encoding_of(path: Path) -> str:
    """The encoding by its mark, or what fits: UTF-8, UTF-16, Windows-1252. Raises ``BadInput`` for a binary file."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
        for mark, encoding in _BOMS:
            if head.startswith(mark):
                return encoding
        if head and b"\0" in head and (wide := _utf16(head)):
            return wide
        controls = len(_CONTROL.findall(head))
        if controls * 20 > len(head) or head.count(b"\0") * 20 > len(head):
            raise BadInput(f"{path.name} is not a text file.")
        file.seek(0)
        return _narrow(file)


def _utf16(head: bytes) -> str:
    """UTF-16 without a mark: every other byte of most texts is nothing."""
    half = len(head) // 2 or 1
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.05 * half else ""


def _narrow(file: BinaryIO) -> str:
    """UTF-8 when most of what is not ASCII is valid: one broken byte does not make it another encoding."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    broken = valid = 0
    while part := file.read(1 << 20):
        if part.isascii():
            broken += decoder.decode(part).count("\ufffd")
            continue
        text = decoder.decode(part)
        bad = text.count("\ufffd")
        broken += bad
        valid += sum(not letter.isascii() for letter in text) - bad
    if broken <= valid * 0.1:
        return "utf-8"
    return "cp1252"


def _decoded(data: bytes, encoding: str) -> str:
    return codecs.getincrementaldecoder(encoding)("replace").decode(data).replace("\0", "")


# -- JSON ------------------------------------------------------------------------------------------


def _json_rows(path: Path, reached: Reached) -> Iterator[Row | None]:
    names: list[str] = []
    for found in _objects(path, reached):
        if not isinstance(found, dict):
            yield None
            continue
        if not names:
            names = [str(name) for name in found]
            yield names
        yield [_as_text(found.get(name)) for name in names]


def _objects(path: Path, reached: Reached) -> Iterator[Any]:
    if path.suffix.lower() == ".json":
        listed = _whole_json(path)
        if listed is not None:
            yield from listed
            return
    with path.open("rb") as binary:
        lines = _lines(binary, encoding_of(path), reached)
        for line in lines:
            if line.strip():
                yield _object(line)


def _object(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _whole_json(path: Path) -> list[Any] | None:
    """The objects of a file that is one list (or one object that holds one); None: perhaps one object a line."""
    if path.stat().st_size > _MAX_JSON:
        raise BadInput(f"{path.name} is too large for one JSON list; one object a line (.jsonl) can have any size.")
    try:
        found = json.loads(_decoded(path.read_bytes(), encoding_of(path)).lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    if isinstance(found, dict):
        found = next((value for value in found.values() if isinstance(value, list)), [found])
    return found if isinstance(found, list) else [found]


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        # Half a surrogate pair can stand in JSON, but is no letter.
        return value.encode("utf-8", "replace").decode("utf-8")
    return str(value) if isinstance(value, (int, float)) else json.dumps(value, ensure_ascii=False)
