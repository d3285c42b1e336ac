import os
from pathlib import Path

import pytest

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import BadDocument, BadInput, Failure
from scriptwriter.formats.fountain import LineClassifier
from scriptwriter.services.convert import READERS, WRITERS, ExportOptions, export, import_file

GOLDEN = Path(__file__).parents[1] / "golden"
EVERYTHING = (GOLDEN / "everything.fountain").read_text(encoding="utf-8")
STORY = "# One\n\nIt was night.\n\n# Two\n\nIt was day.\n"


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_every_kind_is_written_and_reports(suffix: str, tmp_path: Path):
    reports: list[float] = []
    target = tmp_path / f"out{suffix.upper()}"
    export(EVERYTHING, target, progress=reports.append)
    assert target.stat().st_size > 500
    assert reports[0] == 0
    assert reports[-1] == 1
    assert reports == sorted(reports)
    assert os.listdir(tmp_path) == [target.name]


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_every_kind_that_is_read_gives_the_script(suffix: str, tmp_path: Path):
    path = tmp_path / f"out{suffix}"
    export(EVERYTHING, path)
    text = import_file(path)
    classifier = LineClassifier(text.split("\n"))
    assert classifier.cast() == LineClassifier(EVERYTHING.split("\n")).cast() or suffix == ".pdf"
    assert {"MARTA", "OLE"} <= set(classifier.cast())
    for words in ("THE LAST FERRY", "EXT. HARBOUR - NIGHT #1#", "The coast. At last.", "CUT TO:"):
        assert words in text


def test_fountain_is_not_touched(tmp_path: Path):
    path = tmp_path / "a.fountain"
    export(EVERYTHING, path)
    assert path.read_text(encoding="utf-8") == EVERYTHING
    assert import_file(path) == EVERYTHING


def test_ordinary_text_is_not_touched(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"Dear John,\r\n\r\n  the ferry was late.\r\n")
    assert import_file(path) == "Dear John,\n\n  the ferry was late.\n"


@pytest.mark.parametrize("suffix", [".fountain", ".fdx", ".html", ".txt", ".docx", ".pdf"])
def test_options(suffix: str, tmp_path: Path):
    path = tmp_path / f"a{suffix}"
    export(EVERYTHING, path, ExportOptions(title_page=False, scene_numbers=False))
    if suffix in READERS:
        text = import_file(path)
        assert "2-B" not in text
        assert "Ada Brandt" not in text
    else:
        assert "2-B" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", [".html", ".txt", ".docx", ".pdf"])
def test_prose(suffix: str, tmp_path: Path):
    script, story = tmp_path / f"script{suffix}", tmp_path / f"story{suffix}"
    export(STORY, script)
    export(STORY, story, ExportOptions(prose=True))
    assert script.read_bytes() != story.read_bytes()


def test_paper(tmp_path: Path):
    for suffix in (".docx", ".pdf"):
        letter, a4 = tmp_path / f"letter{suffix}", tmp_path / f"a4{suffix}"
        export(EVERYTHING, letter)
        export(EVERYTHING, a4, ExportOptions(paper="a4"))
        assert letter.read_bytes() != a4.read_bytes()


class TestRefusals:
    @pytest.mark.parametrize("name", ["a.rtf", "a", "a.doc"])
    def test_unknown_kinds(self, name: str, tmp_path: Path):
        with pytest.raises(BadInput, match=r"not known"):
            export(EVERYTHING, tmp_path / name)
        with pytest.raises(BadInput, match=r"not known"):
            import_file(tmp_path / name)
        assert not list(tmp_path.iterdir())

    def test_pages_of_the_web_are_not_read(self, tmp_path: Path):
        with pytest.raises(BadInput, match=r"\.html files are not known"):
            import_file(tmp_path / "a.html")

    @pytest.mark.parametrize("suffix", sorted(READERS))
    def test_missing_files_and_folders(self, suffix: str, tmp_path: Path):
        (tmp_path / f"folder{suffix}").mkdir()
        with pytest.raises(BadDocument, match="There is no file"):
            import_file(tmp_path / f"none{suffix}")
        with pytest.raises(BadDocument, match="is a folder"):
            import_file(tmp_path / f"folder{suffix}")

    @pytest.mark.parametrize("suffix", [".fdx", ".docx", ".pdf", ".txt", ".fountain"])
    def test_a_renamed_picture(self, suffix: str, tmp_path: Path):
        path = tmp_path / f"picture{suffix}"
        path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 20)
        with pytest.raises(BadDocument) as caught:
            import_file(path)
        assert str(caught.value).startswith(str(path))
        assert "\n" not in str(caught.value)

    def test_a_folder_that_is_gone(self, tmp_path: Path):
        with pytest.raises(Failure, match="its folder is gone"):
            export(EVERYTHING, tmp_path / "gone" / "a.fdx")

    def test_a_folder_in_the_way(self, tmp_path: Path):
        (tmp_path / "a.fdx").mkdir()
        with pytest.raises(Failure, match="it is a folder"):
            export(EVERYTHING, tmp_path / "a.fdx")

    @pytest.mark.parametrize("suffix", sorted(WRITERS))
    def test_cancelled_nothing_is_written(self, suffix: str, tmp_path: Path):
        target = tmp_path / f"a{suffix}"
        target.write_text("old")
        cancel = CancelToken()
        cancel.set()
        with pytest.raises(Failure, match="cancelled"):
            export(EVERYTHING, target, cancel=cancel)
        assert target.read_text() == "old"

    def test_cancelled_in_the_middle(self, tmp_path: Path):
        cancel = CancelToken()
        with pytest.raises(Failure, match="cancelled"):
            export(EVERYTHING, tmp_path / "a.pdf", progress=lambda _fraction: cancel.set(), cancel=cancel)
        assert not list(tmp_path.iterdir())


def test_a_link_stays_a_link(tmp_path: Path):
    real, link = tmp_path / "real.fdx", tmp_path / "link.fdx"
    real.write_text("old")
    link.symlink_to(real)
    export(EVERYTHING, link)
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"<?xml")
