import errno
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptwriter.domain.errors import BadDocument, Failure
from scriptwriter.services import documents
from scriptwriter.services.documents import ChangedOutside, Document, decode, encode, load, save, save_as

BOM8, BOM16, BOM16_BE = b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"
#: Texts that an editor can hold whole.
FAITHFUL = {
    "plain": b"INT. ROOM - NIGHT\n\nANNE\nYes.\n",
    "empty": b"",
    "no end of line": b"one",
    "only an end of line": b"\n",
    "windows line ends": b"one\r\ntwo\r\n",
    "byte order mark": BOM8 + b"one\n",
    "byte order mark alone": BOM8,
    "both": BOM8 + b"one\r\ntwo",
    "utf-16": BOM16 + "Grüße\r\n😀".encode("utf-16-le"),
    "utf-16 big-endian": BOM16_BE + "Grüße\n".encode("utf-16-be"),
    "emoji and marks": "😀 e\u0301 \u200d שלום \u00a0 \ufeff".encode(),
    "form feed and tab": b"one\x0ctwo\tthree\x1b\n",
    "windows-1252": b"It\x92s caf\xe9 \x97 d\xe9j\xe0 vu\n",
    "latin-1": b"caf\xe9 \x81\n",
}
#: Texts that Qt would change on the way, with the word that says why.
UNFAITHFUL = {
    "nul": (b"one\0two\n", "NUL"),
    "line separator": ("one\u2028two".encode(), "U\\+2028"),
    "paragraph separator": ("one\u2029two".encode(), "U\\+2029"),
    "non-character": ("one\ufdd0two".encode(), "U\\+FDD0"),
    "lone carriage return": (b"one\rtwo\n", "carriage"),
    "carriage return too many": (b"one\r\r\ntwo\r\n", "carriage"),
    "mixed line ends": (b"one\r\ntwo\nthree\r\n", "mixes"),
}


@pytest.mark.parametrize("data", FAITHFUL.values(), ids=FAITHFUL.keys())
def test_one_letter_typed_is_the_only_difference(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "play.fountain"
    path.write_bytes(data)
    document = load(path)
    assert document.read_only == ""
    assert "\r" not in document.text
    assert "\ufeff" not in document.text[:1]
    save(document, document.text + "x")
    assert path.read_bytes() == data + "x".encode(document.encoding)


@pytest.mark.parametrize(("data", "why"), UNFAITHFUL.values(), ids=UNFAITHFUL.keys())
def test_what_the_editor_cannot_hold_is_read_only(data: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / "play.fountain"
    path.write_bytes(data)
    document = load(path)
    with pytest.raises(BadDocument, match=why):
        save(document, document.text, overwrite=True)
    with pytest.raises(BadDocument, match=why):
        save_as(document, document.text, path)
    assert path.read_bytes() == data
    copy = save_as(document, document.text, tmp_path / "copy.fountain")
    assert copy.read_only == ""
    assert save(copy, "edited").text == "edited"


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn"), include_characters="\n\t\x0c")))
def test_every_text_comes_back(text: str) -> None:
    data = text.encode()
    document = decode(data, "it")
    assert document.read_only == ""
    assert encode(document, document.text) == data


def decoded(data: bytes) -> Document | None:
    """None for what is refused as no text."""
    try:
        return decode(data, "it")
    except BadDocument:
        return None


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_or_come_back_or_are_read_only(data: bytes) -> None:
    document = decoded(data)
    assert document is None or document.read_only or encode(document, document.text) == data


def test_encoding_that_is_guessed_is_told() -> None:
    document = decode(b"caf\xe9", "play.txt")
    assert document.text == "café"
    assert document.encoding == "cp1252"
    assert "Windows-1252" in document.warnings[0]
    assert decode("café".encode(), "play.txt").warnings == ()


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\x02\x01\x01" + bytes(50) + b"\xff\xfe",
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xdf\xa4\xd2",
        b"GGUF\x03\x00\x00\x00\x90\x01\xff",
        bytes(range(1, 32)) * 4,
    ],
    ids=["program", "archive", "model", "control characters"],
)
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(BadDocument, match="is not a text file"):
        decode(data, "it")


def test_folder_missing_file_and_device_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadDocument, match="is a folder"):
        load(tmp_path)
    with pytest.raises(BadDocument, match="There is no file"):
        load(tmp_path / "none")
    with pytest.raises(BadDocument, match="not a file that can be edited"):
        load(Path(os.devnull))
    with pytest.raises(BadDocument, match="cannot be read"):
        load(tmp_path / "a\0b")


def test_too_large_is_refused_without_reading(tmp_path: Path) -> None:
    path = tmp_path / "huge"
    with path.open("wb") as file:
        file.truncate(documents.MAX_BYTES + 1)
    with pytest.raises(BadDocument, match="too large"):
        load(path)
    with pytest.raises(BadDocument, match="too large"):
        decode(bytes(documents.MAX_BYTES + 1), "standard input")


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "play"
    path.touch()

    def refuse(*_args: object, **_keywords: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(BadDocument, match="may not read"):
        load(path)


def test_letter_that_the_old_encoding_lacks_makes_it_utf8(tmp_path: Path) -> None:
    path = tmp_path / "play"
    path.write_bytes(b"caf\xe9\r\n")
    saved = save(load(path), "café 😀\n")
    assert path.read_bytes() == "café 😀\r\n".encode()
    assert saved.encoding == "utf-8"
    assert "😀" in saved.warnings[0]
    assert save(saved, "café\n").warnings == ()


def test_half_a_character_does_not_stop_the_save(tmp_path: Path) -> None:
    saved = save_as(Document(), "one \ud83d two", tmp_path / "play")
    assert (tmp_path / "play").read_bytes() == b"one ? two"
    assert "question mark" in saved.warnings[0]


def test_new_text_needs_a_file_first() -> None:
    with pytest.raises(Failure, match="choose where"):
        save(Document(), "text")


def test_change_from_outside_is_noticed_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "play"
    path.write_text("one")
    document = load(path)
    path.write_text("two")
    # Equal times and sizes must not hide it: some disks count time in steps of two seconds.
    assert document.stamp is not None
    os.utime(path, ns=(document.stamp.mtime_ns, document.stamp.mtime_ns))
    assert documents.changed_outside(document)
    with pytest.raises(ChangedOutside, match="another program"):
        save(document, "mine")
    assert path.read_text() == "two"
    assert save(document, "mine", overwrite=True).text == "mine"
    assert path.read_text() == "mine"


def test_touched_but_equal_file_is_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "play"
    path.write_text("one")
    document = load(path)
    os.utime(path, (1, 1))
    assert not documents.changed_outside(document)
    save(document, "two")


def test_file_that_is_gone_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "play"
    path.write_text("one")
    document = load(path)
    path.unlink()
    assert not documents.changed_outside(document)
    save(document, "two")
    assert path.read_text() == "two"


def test_file_that_became_a_folder_counts_as_changed(tmp_path: Path) -> None:
    path = tmp_path / "play"
    path.write_text("one")
    document = load(path)
    path.unlink()
    path.mkdir()
    with pytest.raises(ChangedOutside):
        save(document, "two")
    with pytest.raises(Failure, match="it is a folder"):
        save(document, "two", overwrite=True)


def test_saving_twice_knows_its_own_file(tmp_path: Path) -> None:
    document = save_as(Document(), "one", tmp_path / "play")
    document = save(document, "two")
    assert not documents.changed_outside(document)
    assert save(document, "three").stamp == load(tmp_path / "play").stamp


def test_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "play"
    target.write_text("one")
    target.chmod(0o604)
    link = tmp_path / "link"
    link.symlink_to(target)
    save(load(link), "two")
    assert link.is_symlink()
    assert target.read_text() == "two"
    assert stat.S_IMODE(target.stat().st_mode) == 0o604


def test_write_protected_file_is_respected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "play"
    path.write_text("one")
    document = load(path)
    # Root may write everything, so the answer is given here.
    monkeypatch.setattr("scriptwriter.services.documents.os.access", lambda _path, _mode: False)
    with pytest.raises(Failure, match="you may not write there"):
        save(document, "two")
    assert path.read_text() == "one"


@pytest.mark.parametrize("call", ["tempfile.mkstemp", "os.fsync", "os.chmod", "os.replace"])
def test_full_disk_at_any_step(call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "play"
    path.write_text("one")
    document = load(path)

    def full(*_args: object, **_keywords: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(f"scriptwriter.services.atomic.{call}", full)
        with pytest.raises(Failure, match=r"the disk is full\. What stood there is untouched\.$") as error:
            save(document, "two")
    assert "\n" not in str(error.value)
    assert path.read_text() == "one"
    assert list(tmp_path.iterdir()) == [path]
    assert save(document, "two").text == "two"


def test_folder_that_vanished(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    document = save_as(Document(), "one", folder / "play")
    (folder / "play").unlink()
    folder.rmdir()
    with pytest.raises(Failure, match="its folder is gone"):
        save(document, "two")
