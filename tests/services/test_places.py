import pytest

from scriptwriter.domain.errors import BadInput
from scriptwriter.services.places import text_before

TEXT = "one\ntwo\n\nfour"


@pytest.mark.parametrize(
    ("place", "before"),
    [
        ("", TEXT),
        ("1", "one"),
        ("2", "one\ntwo"),
        ("2:1", "one\n"),
        ("2:3", "one\ntw"),
        ("3", "one\ntwo\n"),
        ("4:5", TEXT),
    ],
)
def test_places(place: str, before: str):
    assert text_before(TEXT, place) == before


@pytest.mark.parametrize("place", ["0", "5", "2:0", "2:5", "x", "-1", "1:2:3", "1:", "9999999999999"])
def test_places_that_are_not_there(place: str):
    with pytest.raises(BadInput):
        text_before(TEXT, place)
