from collections import Counter
from pathlib import Path

import pytest

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.corpus import Kind, Skipped, Split, Work
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.services.corpus.choices import Choices, Columns
from scriptwriter.services.corpus.leftovers import DUPLICATE, EXCLUDED
from scriptwriter.services.corpus.reading import read
from tests.services.corpus.making import episodes, prose, script, sentence, table


def works(*sources: Path, choices: Choices | None = None) -> list[Work]:
    return [found for found in read(sources, choices) if isinstance(found, Work)]


def skipped(*sources: Path, choices: Choices | None = None) -> dict[str, int]:
    return {found.reason: found.count for found in read(sources, choices) if isinstance(found, Skipped)}


# -- files and folders -----------------------------------------------------------------------------


def test_a_folder_with_scripts_and_stories(tmp_path: Path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "b" / "two.fountain").write_text("Title: The Fog\nGenre: Horror\n\n" + script(2, 20))
    (tmp_path / "one.txt").write_text(prose("one", 400))
    (tmp_path / "play.txt").write_text("Title: A Play\n\n" + script("p", 20).split("\n\n", 1)[1])
    (tmp_path / ".three.fountain").write_text(script(3, 20))
    (tmp_path / ".hidden" / "four.fountain").write_text(script(4, 20))
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    found = works(tmp_path, tmp_path / "one.txt")
    assert [(work.title, work.kind, work.form, work.genre) for work in found] == [
        ("The Fog", Kind.SCRIPT, Form.SCRIPT, "horror"),
        ("one", Kind.PROSE, Form.PROSE, None),
        ("A Play", Kind.SCRIPT, Form.SCRIPT, None),
    ]
    assert found[0].characters == Counter(ANNA=10, BEN=10)
    assert found[0].language == "en"
    assert found[0].documents[0].startswith("INT. HOUSE 2 - DAY\n\nANNA\n")
    assert [(one.source, one.example) for one in read([tmp_path]) if isinstance(one, Skipped)] == [
        (tmp_path, "picture.png")
    ]


def test_what_a_script_looks_like_to_the_model(tmp_path: Path):
    path = tmp_path / "a.fountain"
    path.write_text(
        "Title: T\n\n# Act\n\n= What happens\n\nINT. HOUSE - DAY #1#\n\nShe says “hello”.   [[a note]]\n\n\n"
        "/* cut\n\nout */\n\n@McClane (V.O.)\n(softly)\nIt’s  me.\n\n===\n\nKYLE (CONT'D)\n[[only a note]]\nYes.\n"
    )
    (work,) = works(path, choices=Choices(names={"mcclane": "John"}))
    assert work.documents == (
        "INT. HOUSE - DAY\n\nShe says \"hello\".\n\n@JOHN (V.O.)\n(softly)\nIt's me.\n\nKYLE (CONT'D)\nYes.",
    )
    assert work.characters == Counter(JOHN=1, KYLE=1)


def test_wrapped_prose_becomes_paragraphs(tmp_path: Path):
    path = tmp_path / "story.txt"
    path.write_text(
        "# One\n\nIt was late, and the boats lay in the harbour like sleeping\nanimals that nobody "
        "dared to wake, least of all the\nharbour master.\n\n\n***\n\nNobody came before the morning, when the fog "
        "lifted and\nthe first bell rang."
    )
    (work,) = works(path)
    assert work.documents[0].split("\n\n") == [
        "One",
        "It was late, and the boats lay in the harbour like sleeping animals that nobody dared to wake, least of all "
        "the harbour master.",
        "* * *",
        "Nobody came before the morning, when the fog lifted and the first bell rang.",
    ]


def test_files_that_cannot_be_read_are_told_in_one_line(tmp_path: Path):
    binary = tmp_path / "binary.txt"
    binary.write_bytes(bytes(range(256)) * 20)
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 no archive")
    empty = tmp_path / "empty.fountain"
    empty.write_text(" \n")
    table(tmp_path / "prices.csv", [("title", "price"), ("Fog", 3)])
    table(tmp_path / "rowless.csv", [("character", "line")])
    reasons = {one.source.name: one.reason for one in read([tmp_path]) if isinstance(one, Skipped)}
    assert reasons["binary.txt"] == "is not a text file"
    assert reasons["empty.fountain"] == "the file is empty"
    assert "the columns are title, price" in reasons["prices.csv"]
    assert "no rows" in reasons["rowless.csv"]
    assert len(reasons) == 5
    assert not any("\n" in reason or str(tmp_path) in reason for reason in reasons.values())


def test_a_path_that_leads_nowhere(tmp_path: Path):
    with pytest.raises(BadInput, match="There is nothing at"):
        works(tmp_path / "gone.csv")


# -- tables ----------------------------------------------------------------------------------------


def test_works_are_runs_of_rows_of_one_episode(tmp_path: Path):
    rows = [("season", "episode", "character", "line")]
    rows += [("1", "1", "Kyle", "“Hi.”"), ("1", "1", "KYLE (V.O.)", "(waves) Bye."), ("1", "2", "int. voice", "Go!")]
    rows += [("1", "1", "Stan", "Again?"), ("1", "1", "", "Nobody said that."), ("1", "1", "Stan", " ")]
    path = table(tmp_path / "show.csv", rows)
    found = works(path)
    assert [(work.title, work.documents) for work in found] == [
        ("show, season 1, episode 1", ('KYLE\n"Hi."\n\nKYLE\n(waves) Bye.',)),
        ("show, season 1, episode 2", ("@INT. VOICE\nGo!",)),
        ("show, season 1, episode 1 (2)", ("STAN\nAgain?",)),
    ]
    assert found[0].characters == Counter(KYLE=2)
    assert {work.form for work in found} == {Form.SCRIPT}
    assert skipped(path) == {"a line that nobody says": 1, "a row without words": 1}


def test_films_have_their_names_and_long_tables_are_parted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = table(tmp_path / "a.csv", [("film", "name", "dialogue"), ("The Fog", "Anna", "Yes."), ("Alien", "B", "No.")])
    assert [work.title for work in works(path)] == ["The Fog", "Alien"]
    monkeypatch.setattr("scriptwriter.services.corpus.table_works._LINES", 10)
    path = table(tmp_path / "b.csv", [("name", "line"), *(("Anna", sentence(n)) for n in range(25))])
    assert [(work.title, work.characters["ANNA"]) for work in works(path)] == [
        ("b", 10), ("b, part 2", 10), ("b, part 3", 5),
    ]  # fmt: skip


def test_commas_that_nobody_quoted(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text("name,line\n" + "Anna,Yes.\n" * 2 + "Ben,Well, yes, but no\nCarl\n" + "Anna,Sure.\n" * 60)
    assert "BEN\nWell, yes, but no" in works(path)[0].documents[0]
    assert skipped(path) == {"a row with too few fields": 1}


def test_quotes_are_documents_of_their_series(tmp_path: Path):
    rows = [("anime", "character", "quote"), ("Fog", "Anna", "One."), ("Rain", "Ben", "Two."), ("Fog", "", "Three.")]
    found = works(table(tmp_path / "q.csv", rows))
    assert [(work.title, work.documents, work.form) for work in found] == [
        ("Fog", ("ANNA\nOne.", "Three."), Form.SCRIPT),
        ("Rain", ("BEN\nTwo.",), Form.SCRIPT),
    ]
    found = works(table(tmp_path / "p.csv", [("book", "quote"), ("Fog", "One."), ("Fog", "Two.")]))
    assert [(work.kind, work.form, work.documents) for work in found] == [(Kind.QUOTES, Form.PROSE, ("One.", "Two."))]
    found = works(table(tmp_path / "r.csv", [("author", "quote"), ("Ann", "One."), ("Ben", "Two.")]))
    assert [work.title for work in found] == ["ANN", "BEN"]


def test_messages_by_months(tmp_path: Path):
    rows = [("date", "text"), ("2016-05-02", "In May."), ("2016-04-30", "In April &amp; before https://t.co/x")]
    rows += [("2016-05-04", "RT @x no"), ("2016-05-05", "May, again."), ("2016-05-06", "Still May."), ("?", "Then.")]
    path = table(tmp_path / "m.csv", rows)
    assert [(work.title, work.form, work.documents) for work in works(path)] == [
        ("m 2016-04", Form.PROSE, ("In April & before",)),
        ("m 2016-05", Form.PROSE, ("In May.", "May, again.", "Still May.", "Then.")),
    ]
    assert skipped(path) == {"a re-post, or nothing but links": 1}


def test_messages_without_dates_by_hundreds(tmp_path: Path):
    found = works(table(tmp_path / "m.csv", [("text",), *((sentence(n),) for n in range(450))]))
    assert [len(work.documents) for work in found] == [200, 200, 50]
    assert {work.kind for work in found} == {Kind.MESSAGES}


# -- duplicates, choices, cancelling ---------------------------------------------------------------


def test_what_is_there_twice_is_read_once(tmp_path: Path):
    (tmp_path / "a.fountain").write_text(script(1, 20))
    (tmp_path / "b.fountain").write_text(script(1, 20).replace("ANNA", "Anna").replace("Anna", "ANNA") + "\n\n")
    rows = [("anime", "quote"), ("Fog", "Oh no."), ("Fog", "oh, no!"), ("Rain", "OH NO")]
    table(tmp_path / "q.csv", rows)
    assert [work.title for work in works(tmp_path)] == ["a", "Fog"]
    found = [one for one in read([tmp_path]) if isinstance(one, Skipped)]
    assert [(one.source.name, one.reason, one.count) for one in found] == [
        ("b.fountain", DUPLICATE, 1), ("q.csv", DUPLICATE, 2),
    ]  # fmt: skip


def test_titles_are_unique(tmp_path: Path):
    for number in range(3):
        (tmp_path / f"{number}.fountain").write_text("Title: The Fog\n\n" + script(number, 20))
    assert [work.title for work in works(tmp_path)] == ["The Fog", "The Fog (2)", "The Fog (3)"]


def test_choices(tmp_path: Path):
    lines = episodes(tmp_path / "show.csv", 3)
    other = tmp_path / "other.fountain"
    other.write_text(script(1, 20))
    story = tmp_path / "story.txt"
    story.write_text(script(2, 20))
    choices = Choices(
        excluded_works=frozenset({"show, season 1, episode 2"}),
        excluded_sources=frozenset({other}),
        names={"Ben": "Benjamin", "benjamin": "Anna"},
        kinds={story: Kind.PROSE},
        genre="drama",
        genres={lines: "comedy"},
        columns={lines: Columns("line", "character", group=("episode",))},
        forms={"show, episode 3": Form.PROSE},
        splits={"show, episode 1": Split.HELD_OUT},
    )
    found = {work.title: work for work in works(tmp_path, choices=choices)}
    assert list(found) == ["show, episode 1", "show, episode 2", "show, episode 3", "story"]
    assert found["show, episode 1"].characters == Counter(ANNA=20)
    assert found["show, episode 1"].split is Split.HELD_OUT
    assert found["show, episode 2"].split is Split.TRAIN
    assert found["show, episode 2"].genre == "comedy"
    assert found["show, episode 3"].form is Form.PROSE
    assert "ANNA" not in found["show, episode 3"].documents[0]
    assert not found["show, episode 3"].characters
    assert (found["story"].kind, found["story"].genre) == (Kind.PROSE, "drama")
    assert skipped(tmp_path, choices=choices) == {EXCLUDED: 1}
    choices = Choices(excluded_works=frozenset({"show, season 1, episode 2"}))
    assert "show, season 1, episode 2" not in [work.title for work in works(lines, choices=choices)]


def test_a_kind_that_cannot_be(tmp_path: Path):
    path = episodes(tmp_path / "show.csv", 1)
    reason = "is a table: it can be lines, quotes or messages"
    assert skipped(path, choices=Choices(kinds={path: Kind.SCRIPT})) == {reason: 1}
    assert not works(path, choices=Choices(kinds={path: Kind.SCRIPT}))


def test_one_work_at_a_time(tmp_path: Path):
    reading = read([episodes(tmp_path / "show.csv", 50)])
    first = next(reading)
    assert isinstance(first, Work)
    assert first.title == "show, season 1, episode 1"


def test_cancelling_and_progress(tmp_path: Path):
    path = episodes(tmp_path / "show.csv", 50)
    fractions: list[float] = []
    list(read([path, path], progress=fractions.append))
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)
    cancel = CancelToken()
    reading = read([path], cancel=cancel)
    next(reading)
    cancel.set()
    with pytest.raises(Failure, match="cancelled"):
        list(reading)
