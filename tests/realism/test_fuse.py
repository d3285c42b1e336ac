"""Filters of hashes: what is in them is found, and little else."""

import numpy as np
import pytest

from scriptwriter.realism import fuse
from scriptwriter.realism.fuse import contained, make, make_filters, packed, per_byte


class TestFilter:
    @pytest.mark.parametrize("levels", [2, 3, 4, 16, 256])
    @pytest.mark.parametrize("count", [0, 1, 2, 3, 17, 400, 30_000])
    def test_everything_in_it_is_found_and_little_else(self, count: int, levels: int):
        draw = np.random.default_rng(count)
        hashes = np.unique(draw.integers(0, 2**63, count, dtype=np.uint64))
        shape, cells = make(hashes, levels)
        data = packed(cells, levels)
        assert shape.sound
        assert contained(hashes, shape, data, levels).all()
        others = contained(draw.integers(2**63, 2**64, 20_000, dtype=np.uint64), shape, data, levels)
        assert others.mean() == pytest.approx(1 / levels, abs=0.02)
        assert len(data) <= 40 + 1.5 * count / per_byte(levels) + 200

    def test_a_byte_holds_what_goes_into_it(self):
        assert [per_byte(levels) for levels in (2, 3, 4, 16, 17, 256)] == [8, 5, 4, 2, 1, 1]

    def test_many_hashes_are_dealt_out(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(fuse, "SHARD", 1000)
        draw = np.random.default_rng(1)
        hashes = np.unique(draw.integers(0, 2**64, 5_000, dtype=np.uint64))
        made = make_filters(hashes, 6)
        assert len(made.shapes) == 8
        assert made.contains(hashes).all()
        others = made.contains(draw.integers(0, 2**64, 20_000, dtype=np.uint64))
        assert others.mean() == pytest.approx(1 / 6, abs=0.02)
