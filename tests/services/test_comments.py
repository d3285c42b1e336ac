"""The notes of a script."""

from scriptwriter.formats.fountain import LineClassifier
from scriptwriter.services.comments import Comment, read_comments


def test_notes_are_found_where_they_begin():
    text = (
        "INT. FERRY - NIGHT\n[[color red]]\n\nShe [[why?]] waits [[how\nlong]] here.\n\n[[a note\nof two lines]]\n\n"
        "/* [[gone]] */\n\n[[never closed"
    )
    classifier = LineClassifier(text.split("\n"))
    assert read_comments(classifier.lines, classifier.kinds) == [
        Comment(3, "why?"),
        Comment(3, "how long"),
        Comment(6, "a note of two lines"),
    ]
