"""The memorisation index: what was copied is found, what was not is not, and no file can break it."""

import errno
import json
import os
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.realism import fuse
from scriptwriter.realism.fuse import gram_hashes
from scriptwriter.services import copied_index
from scriptwriter.services.copied import LEAST_WORDS, Copied, copied_spans, indexes_for
from scriptwriter.services.copied_index import Index, build, open_index
from scriptwriter.services.copied_words import places_of, window_minima, words_of

_RANDOM = random.Random(7)
_WORKS = [[f"word{_RANDOM.randrange(30_000)}" for _ in range(3_000)] for _ in range(4)]
_OTHERS = [f"other{number}" for number in range(400)]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return built(tmp_path_factory.mktemp("index") / "works.copied")


def built(path: Path, k: int = copied_index.K, w: int = copied_index.W, levels: int = 0) -> Index:
    made = build([" ".join(work) for work in _WORKS], path, "four works", k=k, w=w, levels=levels)
    assert made is not None
    return made


@st.composite
def copies(draw: st.DrawFn, least: int, most: int = 60) -> tuple[str, int, int, int]:
    """(a passage, where the copied words in it begin and end, how many they are), in other spelling."""
    work = _WORKS[draw(st.integers(0, 3))]
    count = draw(st.integers(least, most))
    start = draw(st.integers(0, len(work) - count))
    marks = draw(st.lists(st.sampled_from([" ", ", ", "\n", "… ", "—", " (", ".\n\n", "; '", "’ "]), min_size=1))
    shape = draw(st.sampled_from([str.upper, str.title, str.lower]))
    run = ""
    for number, word in enumerate(work[start : start + count]):
        run += (marks[number % len(marks)] if number else "") + shape(word)
    before = " ".join(_OTHERS[: draw(st.integers(0, 80))])
    after = " ".join(_OTHERS[200 : 200 + draw(st.integers(0, 80))])
    head = before + " " if before else ""
    return head + run + ("\n" + after if after else ""), len(head), len(head) + len(run), count


class TestWords:
    def test_case_marks_accents_and_apostrophes_do_not_count(self):
        def hashed(text: str) -> list[int]:
            from scriptwriter.services.copied_words import WordHashes

            return WordHashes().of(words_of(text)).tolist()

        assert hashed("Don't — go, Zoë!") == hashed("dont GO zoe") == hashed("DON’T\n\n(go) Zoe\u0308.")
        assert hashed("well-known") == hashed("well known")
        assert hashed("_go_") == hashed("go")
        assert hashed("Straße") == hashed("STRASSE")
        assert hashed("goes") != hashed("go")

    def test_places_are_the_same_words(self):
        text = "'Tis Nora's door, isn’t it?"
        assert [word for word, _, _ in places_of(text)] == words_of(text)
        assert all(text[start:end] == word for word, start, end in places_of(text))

    @given(st.text(max_size=200))
    def test_any_text_has_words(self, text: str):
        assert [word for word, _, _ in places_of(text)] == words_of(text)

    @given(st.lists(st.integers(0, 2**64 - 1), max_size=80), st.integers(1, 9), st.integers(1, 9))
    def test_every_window_keeps_its_smallest(self, words: list[int], k: int, w: int):
        grams = gram_hashes(np.array(words, np.uint64), k)
        minima = window_minima(grams, w)
        assert len(grams) == max(len(words) - k + 1, 0)
        assert minima.tolist() == [min(grams[at : at + w].tolist()) for at in range(max(len(grams) - w + 1, 0))] or (
            minima.tolist() == ([min(grams.tolist())] if len(grams) else [])
        )


class TestSpans:
    @given(copies(least=LEAST_WORDS))
    @settings(deadline=None)
    def test_a_copied_run_is_found_wherever_it_stands(self, index: Index, copy: tuple[str, int, int, int]):
        text, start, end, count = copy
        found = [span for span in copied_spans(text, [index]) if span.start <= start and span.end >= end]
        assert len(found) == 1
        assert count <= found[0].words <= count + 4, "chance may add a word, rarely"

    @given(copies(least=28), st.sampled_from([(5, 4, 256), (6, 2, 4), (8, 5, 16), (6, 1, 3)]))
    @settings(deadline=None, max_examples=40)
    def test_so_it_is_with_any_sampling(self, copy: tuple[str, int, int, int], sizes: tuple[int, int, int]):
        k, w, levels = sizes
        text, start, end, count = copy
        own = _index_of(k, w, levels)
        (found,) = [span for span in copied_spans(text, [own]) if span.start <= start and span.end >= end]
        assert found.words <= count + 2 * w + 16

    @given(copies(least=1, most=LEAST_WORDS - 1))
    @settings(deadline=None)
    def test_a_shorter_run_is_not_told(self, index: Index, copy: tuple[str, int, int, int]):
        text, _, _, count = copy
        assume(count < LEAST_WORDS - 1)  # one more word is found by chance, once in 256 times
        assert copied_spans(text, [index]) == []

    def test_other_words_are_not_found(self, index: Index):
        text = " ".join(_OTHERS)
        assert copied_spans(text, [index]) == []

    def test_the_place_is_told_in_characters(self, index: Index):
        run = " ".join(_WORKS[0][40:60])
        text = f"ANNE\n(aside)\n“{run}!” she said."
        (span,) = copied_spans(text, [index])
        assert text[span.start : span.end] == run
        assert span == Copied(text.index(run), text.index(run) + len(run), 20)

    def test_two_runs_in_their_order(self, index: Index):
        first, second = " ".join(_WORKS[2][100:115]), " ".join(_WORKS[1][7:30])
        text = f"{first} and then some other words came along here {second}"
        assert [text[span.start : span.end] for span in copied_spans(text, [index])] == [first, second]

    def test_of_two_indexes_the_longer_run(self, index: Index, tmp_path: Path):
        own = build([" ".join([*_OTHERS[:20], *_WORKS[0][:20]])], tmp_path / "own.copied", "own")
        assert own is not None
        text = " ".join([*_OTHERS[10:20], *_WORKS[0][:15]])
        assert [span.words for span in copied_spans(text, [index, own])] == [25]

    def test_nothing_to_check(self, index: Index):
        assert copied_spans("", [index]) == []
        assert copied_spans("a few words", [index]) == []
        assert copied_spans(" ".join(_WORKS[0][:50]), []) == []


_indexes: dict[tuple[int, int, int], Index] = {}


def _index_of(k: int, w: int, levels: int) -> Index:
    """Made once for all examples; in a folder that the system empties."""
    import tempfile

    key = (k, w, levels)
    if key not in _indexes:
        _indexes[key] = built(Path(tempfile.mkdtemp()) / "works.copied", k=k, w=w, levels=levels)
    return _indexes[key]


class TestFile:
    def test_there_and_back(self, index: Index):
        assert open_index(index.path) == index
        assert index.path.stat().st_size == index.size
        assert (index.texts, index.words, index.about, index.levels) == (4, 12_000, "four works", 256)
        assert index.size < 20_000

    def test_many_filters(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(fuse, "SHARD", 1_000)
        monkeypatch.setattr(copied_index, "_BLOCK", 2_500)
        many = built(tmp_path / "works.copied")
        assert len(many.shapes) == 16
        for work in _WORKS:
            assert [span.words for span in copied_spans(" ".join(work[30:90]), [open_index(many.path)])] == [60]

    def test_what_stands_there_twice_is_kept_once(self, tmp_path: Path):
        one = build([" ".join(_WORKS[0])], tmp_path / "one", "")
        two = build([" ".join(_WORKS[0])] * 3, tmp_path / "two", "")
        assert one is not None
        assert two is not None
        assert (two.grams, two.words) == (one.grams, 3 * one.words)

    @pytest.mark.parametrize("texts", [[], [""], ["a b c"], ["one two three four five six"]])
    def test_little_text(self, texts: list[str], tmp_path: Path):
        made = build(texts, tmp_path / "few.copied", "")
        assert made is not None
        assert copied_spans(" ".join(_OTHERS[:100]), [open_index(made.path)]) == []

    def test_missing(self, tmp_path: Path):
        with pytest.raises(BadInput, match=r"none\.copied cannot be read"):
            open_index(tmp_path / "none.copied")

    @pytest.mark.parametrize("data", [b"", b"GGUF", b"SWCOPY1\n", b"SWCOPY1\n\xff\xff\xff\xff", b"\0" * 500])
    def test_other_files(self, data: bytes, tmp_path: Path):
        (tmp_path / "x").write_bytes(data)
        with pytest.raises(BadInput, match="memorisation index"):
            open_index(tmp_path / "x")

    def test_cut_off_anywhere(self, index: Index, tmp_path: Path):
        whole, path = index.path.read_bytes(), tmp_path / "cut"
        for size in [*range(0, 300, 7), len(whole) // 2, len(whole) - 1]:
            path.write_bytes(whole[:size])
            with pytest.raises(BadInput, match="memorisation index"):
                open_index(path)
        path.write_bytes(whole + b"\0")
        with pytest.raises(BadInput, match="size"):
            open_index(path)

    @pytest.mark.parametrize(
        "change",
        [
            {"format": 2},
            {"k": 0},
            {"k": -1},
            {"k": 1.5},
            {"w": 100},
            {"levels": 1},
            {"levels": 1000},
            {"filters": []},
            {"filters": [[0, 4, 4]] * 3},
            {"filters": [[0, 3, 4]]},
            {"filters": [[0, 2**60, 2**60]]},
            {"filters": [[0, 4]]},
            {"filters": {"a": 1}},
            {"filters": None},
            {"words": "many"},
        ],
    )
    def test_headers_that_lie(self, change: dict[str, object], index: Index, tmp_path: Path):
        data = index.path.read_bytes()
        length = int.from_bytes(data[8:12], "little")
        told = json.dumps(json.loads(data[12 : 12 + length]) | change).encode()
        (tmp_path / "x").write_bytes(data[:8] + len(told).to_bytes(4, "little") + told + data[12 + length :])
        with pytest.raises(BadInput, match="memorisation index"):
            open_index(tmp_path / "x")

    @given(data=st.data())
    @settings(deadline=None, max_examples=60)
    def test_any_changed_byte_is_an_error_or_harmless(self, index: Index, tmp_path_factory, data: st.DataObject):
        whole = bytearray(index.path.read_bytes())
        for _ in range(data.draw(st.integers(1, 4))):
            whole[data.draw(st.integers(0, 400) | st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
        path = tmp_path_factory.mktemp("garbled") / "x"
        path.write_bytes(whole)
        try:
            copied_spans(" ".join(_WORKS[0][:80]), [open_index(path)])
        except BadInput as error:
            assert "\n" not in str(error)

    def test_a_file_that_became_shorter_since(self, tmp_path: Path):
        own = built(tmp_path / "works.copied")
        own.path.write_bytes(own.path.read_bytes()[:-100])
        with pytest.raises(BadInput, match="its size"):
            copied_spans(" ".join(_WORKS[0][:80]), [own])
        own.path.unlink()
        with pytest.raises(BadInput, match="folder is gone"):
            copied_spans(" ".join(_WORKS[0][:80]), [own])


class TestBuild:
    @pytest.mark.parametrize("call", ["os.fsync", "os.replace"])
    def test_a_disk_that_fails_leaves_the_old_one(self, call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        target = tmp_path / "works.copied"
        target.write_bytes(b"old")

        def full(*_arguments: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with monkeypatch.context() as patch:
            patch.setattr(f"scriptwriter.services.atomic.{call}", full)
            with pytest.raises(Failure, match="the disk is full"):
                built(target)
        assert target.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [target]

    def test_a_folder_that_is_not_there(self, tmp_path: Path):
        with pytest.raises(Failure, match="cannot be written"):
            built(tmp_path / "none" / "works.copied")

    @pytest.mark.parametrize("after", [0, 2, 4])
    def test_cancelled(self, after: int, tmp_path: Path):
        cancel = CancelToken()
        texts = [" ".join(work) for work in _WORKS]
        done: list[float] = []

        def progress(fraction: float) -> None:
            done.append(fraction)
            if len(done) == after:
                cancel.set()

        if not after:
            cancel.set()
        assert build(texts, tmp_path / "works.copied", "", cancel, progress) is None
        assert list(tmp_path.iterdir()) == []

    def test_progress_rises_to_one(self, tmp_path: Path):
        done: list[float] = []
        build([" ".join(work) for work in _WORKS], tmp_path / "works.copied", "", None, done.append)
        assert done == sorted(done)
        assert done[-1] == 1.0


class TestModels:
    def test_those_that_are_there(self, index: Index, tmp_path: Path):
        entry = ModelEntry("own", "Own", tmp_path / "own.gguf", copied=(index.path, tmp_path / "none.copied"))
        assert indexes_for(entry) == (index,)
        assert indexes_for(ModelEntry("other", "Other", tmp_path / "other.gguf")) == ()

    def test_a_damaged_one_is_said(self, tmp_path: Path):
        (tmp_path / "x.copied").write_bytes(b"no index")
        with pytest.raises(BadInput, match=r"x\.copied"):
            indexes_for(ModelEntry("own", "Own", tmp_path / "own.gguf", copied=(tmp_path / "x.copied",)))
