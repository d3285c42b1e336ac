"""Speakers keep their names."""

import re

import numpy as np
import pytest

from scriptwriter.domain.generation import UNGUIDED, Request, Sampling
from scriptwriter.engine.client import HostEngine
from scriptwriter.engine.name_guide import NameGuide, NameSpellings, insist
from tests.engine.asking import ask

LETTERS = [*map(chr, range(32, 127)), "É"]
PIECES = [*LETTERS, "\n", "IN", "LIN", "ALV", "ING", "MRS", " LUNN"]


def tokenize(text: str) -> list[int]:
    """One token where there is one, else a token for each letter."""
    return [PIECES.index(text)] if text in PIECES else [PIECES.index(letter) for letter in text if letter in PIECES]


def guide(*names: str, before: str = "") -> NameGuide:
    return NameGuide(NameSpellings(names, tokenize, lambda: np.array([], dtype=np.int64)), before)


def next_pieces(one: NameGuide) -> set[str]:
    return {PIECES[token] for token in one.tokens()[0]}


def test_a_name_that_has_begun_may_only_go_on():
    one = guide("KULIGIN", "KUDRIASH", "ALVING")
    assert next_pieces(one) == set()  # who speaks is the model's to say
    one.feed(b"K")
    assert next_pieces(one) == {"U"}
    one.feed(b"U")
    assert next_pieces(one) == {"L", "D"}
    one.feed(b"L")
    one.feed(b"IG")
    assert next_pieces(one) == {"I", "IN"}
    one.feed(b"IN")
    assert next_pieces(one) == set()


def test_only_the_first_line_of_a_block_is_a_name():
    one = guide("ALVING")
    one.feed(b"ALVING\nA")
    assert next_pieces(one) == set()
    one.feed(b" word.\n\nALV")
    assert next_pieces(one) == {"I", "IN", "ING"}
    one.feed(b"O")  # somebody new
    assert next_pieces(one) == set()


def test_in_the_middle_of_a_line_nothing_is_a_name():
    one = guide("ALVING", before="She looks at Mrs. ")
    one.feed(b"ALV")
    assert next_pieces(one) == set()
    one.feed(b"\n\nALV")
    assert next_pieces(one) == {"I", "IN", "ING"}


def test_after_going_back_it_knows_where_it_is():
    one = guide("MRS. LUNN", before="...\n\n")
    one.feed(b"MRS. LA")
    assert next_pieces(one) == set()
    one.restart(b"MRS.")
    assert next_pieces(one) == {" ", " LUNN"}


def test_broken_letters_are_no_name():
    one = guide("ÉMILE")
    one.feed("É".encode()[:1])
    assert next_pieces(one) == set()
    one.feed("É".encode()[1:])
    assert next_pieces(one) == {"M"}


@pytest.mark.parametrize(
    ("begun", "sure"),
    [(b"A", False), (b"AL", True), (b"MRS. L", True), (b"MRS. LU", True), (b"MRS.", False), (b"THE", False)],
)
def test_in_the_middle_of_a_word_it_is_a_name(begun: bytes, sure: bool):
    one = guide("ALVING", "MRS. LUNN", "THE KING")
    one.feed(begun)
    assert next_pieces(one)
    assert (one.tokens()[1] == 0) == sure


def test_a_single_letter_may_be_a_name_in_small_letters():
    small = np.array([PIECES.index("i"), PIECES.index(".")])
    one = NameGuide(NameSpellings(["KULIGIN", "ALVING"], tokenize, lambda: small), "")
    one.feed(b"K")
    assert next_pieces(one) == {"U", "i", "."}
    one.feed(b"\n\nKU")
    assert next_pieces(one) == {"L"}
    one.feed(b"\n\nA")
    assert next_pieces(one) == {"L"}


def test_a_name_that_another_one_begins_with_can_stand_alone():
    one = guide("TOMMY", "TOM", "MAN 2", "MAN")
    one.feed(b"TO")
    assert next_pieces(one) == {"M"}
    one.feed(b"M")
    assert next_pieces(one) == set()
    one.feed(b"\nYes.\n\nMAN")
    assert next_pieces(one) == set()


@pytest.mark.parametrize(("likely", "least", "left"), [(2.0, 0.05, 1), (-4.0, 0.05, 3), (-4.0, 0.0, 1)])
def test_what_the_model_holds_unlikely_is_not_insisted_on(likely: float, least: float, left: int):
    logits = np.array([0.0, 1.0, likely], dtype=np.float32)
    insist(logits, np.array([2]), least)
    assert np.isfinite(logits).sum() == left
    assert logits[2] == np.float32(likely)


def test_names_that_may_not_come_are_not_insisted_on():
    logits = np.array([0.0, 1.0, -np.inf], dtype=np.float32)
    insist(logits, np.array([2]), 0.0)
    assert np.isfinite(logits).sum() == 2


SCENE = (
    "KVASHNYA\nI will not have it said.\n\nBUBNOV\nThen do not say it.\n\nMRS. ZHOLT\nYou are both drunk.\n\n"
    "KVASHNYA\nAnd who would not be, in this house?\n\nMRS. ZHOLT\nI would not.\n\nBUBNOV\nShe would not, she says.\n\n"
)
CAST = ("BUBNOV", "MRS. ZHOLT", "KVASHNYA")


def misspelt(text: str) -> int:
    """Blocks that begin like a name and do not go on like one."""
    firsts = [block.split("\n")[0] for block in re.split(r"\n\n+", text.strip("\n"))[:-1]]
    begun = [line for line in firsts if re.match(r"KV|BUB|MRS\. Z|BU[^T]", line)]
    return sum(not line.startswith(CAST) for line in begun)


def test_the_bundled_model_keeps_strange_names(engine: HostEngine):
    asked = Request(SCENE, cast=CAST, n=8, max_words=100, sampling=Sampling(temperature=1.0, min_p=0.0, seed=5))
    guided = ask(engine, asked).texts.values()
    free = ask(engine, Request(SCENE, cast=CAST, n=8, max_words=100, sampling=asked.sampling, guidance=UNGUIDED))
    assert sum(text.count(name) for text in guided for name in CAST) >= 8
    assert sum(map(misspelt, free.texts.values())) > 0  # or the test would show nothing
    assert sum(map(misspelt, guided)) == 0
