import pytest

from scriptwriter.domain.corpus import Kind
from scriptwriter.domain.errors import BadInput
from scriptwriter.services.corpus.choices import Columns
from scriptwriter.services.corpus.columns import recognise
from scriptwriter.services.corpus.dates import month_of
from scriptwriter.services.corpus.tables import Row
from tests.services.corpus.making import sentence


def body(*cells: str, count: int = 30) -> list[Row]:
    return [[cell.format(n=n, text=sentence(n)) for cell in cells] for n in range(count)]


@pytest.mark.parametrize(
    ("header", "cells", "kind", "columns"),
    [
        ("season,episode,character,line", "1,2,Anna,{text}", Kind.LINES,
         Columns("line", "character", group=("season", "episode"))),
        ("Speaker,Text", "Anna,{text}", Kind.LINES, Columns("Text", "Speaker")),
        ("Film,Scene,Name,Dialogue", "Fog,{n},Anna,{text}", Kind.LINES, Columns("Dialogue", "Name", group=("Film",))),
        ("Staffel,Folge,Figur,Zeile", "1,2,Anna,{text}", Kind.LINES,
         Columns("Zeile", "Figur", group=("Staffel", "Folge"))),
        ("episode_id,number,raw_character_text,spoken_words", "1,{n},Anna,{text}", Kind.LINES,
         Columns("spoken_words", "raw_character_text", group=("episode_id",))),
        ("line,character,text", "{n},Anna,{text}", Kind.LINES, Columns("text", "character")),
        ("anime,character,quote", "Fog,Anna,{text}", Kind.QUOTES, Columns("quote", "character", "anime")),
        ("Zitat,Quelle", "{text},Nebel", Kind.QUOTES, Columns("Zitat", "", "Quelle")),
        ("date,text", "2016-0{n}-01,{text}", Kind.MESSAGES, Columns("text", date="date")),
        ("id,created_at,full_text", "{n},Wed Oct 10 20:19:24 +0000 2018,{text}", Kind.MESSAGES,
         Columns("full_text", date="created_at")),
        ("tweet", "{text}", Kind.MESSAGES, Columns("tweet")),
    ],
)  # fmt: skip
def test_columns_by_their_names(header: str, cells: str, kind: Kind, columns: Columns):
    rows = [header.split(","), *body(*cells.split(","), count=9)]
    rows += rows[1:] * 3
    layout = recognise(rows)
    assert (layout.kind, layout.columns, layout.headed) == (kind, columns, True)


def test_columns_by_what_stands_in_them():
    rows = [[str(n), ("Anna", "Ben", "Carl")[n % 3], sentence(n)] for n in range(40)]
    layout = recognise(rows)
    assert layout.kind is Kind.LINES
    assert not layout.headed
    assert layout.columns == Columns("column 3", "column 2")
    layout = recognise([["a1", "b1"], *([f"2016-01-{n + 1:02}", sentence(n)] for n in range(25))])
    assert layout.kind is Kind.MESSAGES
    assert layout.columns == Columns("b1", date="a1")


def test_what_the_user_says_counts():
    rows = [["who", "words", "text"], *(["Anna", sentence(n), "-"] for n in range(5))]
    layout = recognise(rows, Kind.MESSAGES, Columns("words"))
    assert (layout.kind, layout.columns) == (Kind.MESSAGES, Columns("words"))
    with pytest.raises(BadInput, match="there is no column lines; the columns are who, words, text"):
        recognise(rows, None, Columns("lines"))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "empty"),
        ([["character", "line"]], "column names and no rows"),
        ([["a", "b"], ["1", "2"], ["3", "4"]], "the columns are a, b"),
        ([["title", "price"], ["Fog", "3"]], "the columns are title, price"),
    ],
)
def test_tables_that_are_no_use(rows: list[Row], message: str):
    with pytest.raises(BadInput, match=message):
        recognise(rows)


def test_columns_of_the_same_name_are_told_apart():
    assert recognise([["name", "text", "text"], *body("A", "b", "{text}")]).names == ("name", "text", "text (3)")


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2016-05-04 10:00:00", "2016-05"), ("2016-05-04T10:00:00Z", "2016-05"), ("2016/5/4", "2016-05"),
        ("4.5.2016", "2016-05"), ("04.05.16", "2016-05"), ("5/4/2016", "2016-05"), ("25/4/2016", "2016-04"),
        ("Wed Oct 10 20:19:24 +0000 2018", "2018-10"), ("3. März 2020", "2020-03"), ("May 4, 1999", "1999-05"),
        ("1462356000", "2016-05"), ("1462356000000", "2016-05"),
        ("2016-13-01", ""), ("yesterday", ""), ("17", ""), ("", ""),
    ],
)  # fmt: skip
def test_months(text: str, month: str):
    assert month_of(text) == month
