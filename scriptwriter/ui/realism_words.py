"""What scores mean, in words: the line that goes with every score, reasons, and what would change it."""

from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import QObject

from scriptwriter.domain.score import Reason, Score, Verdict
from scriptwriter.realism.suitable import MODERN

#: Which of the measured things are one reason to a writer.
_TOPICS = {
    "predictable": "log_p log_rank rank_100 lrr curvature curvature_mean",
    "obvious": "rank_first rank_10 run_of_first",
    "surprises": "rank_1000 rank_beyond log_p_low curvature_low",
    "evenness": "log_p_spread entropy entropy_spread curvature_spread halves",
    "sentences": "sentence_words sentence_burstiness sentence_starts",
    "variety": "type_token word_letters word_letters_spread",
    "punctuation": "commas semicolons dashes exclamations questions quotes dots brackets",
    "names": "names unknown_names",
    "small_words": "function_words pronouns",
    "repetition": "repeated_pairs repeated_fours repeated_near",
    "rare_words": "unknown_words rare_words word_spread tokens_per_word usage_words usage_rare usage_low",
    "phrases": "usage_pairs usage_pairs_twice usage_triples usage_triples_twice usage_joints",
    "length": "words",
    "choice": "evidence_words",
    "spelling": "evidence_letters",
}
_TOPIC_OF = {name: topic for topic, names in _TOPICS.items() for name in names.split()}
_MOST_REASONS, _MOST_CHANGES = 5, 2


class RealismWords(QObject):
    """Makes sentences of scores. No sentence says which way something differs: people differ both ways."""

    def line(self, score: Score | None) -> str:
        """What is said wherever a score is shown."""
        if score is None:
            return self.tr("Not scored yet.")
        if score.verdict is Verdict.TOO_SHORT:
            return self.tr("Too short to judge.")
        if score.verdict is Verdict.NOT_CALIBRATED:
            return self.tr("Not calibrated for this model.")
        if score.verdict is Verdict.UNSUITABLE:
            return self.tr("Cannot be judged: {0}.").format(self._note(score.note))
        head = self.tr("Reads like human script: {0}/100 (likely {1}–{2}).")
        return head.format(score.value, score.low, score.high) + " " + self.what_it_is()

    def what_it_is(self) -> str:
        """What a score compares, and what it cannot know."""
        return self.tr("Compares this passage's style with human plays and fiction; it cannot tell who wrote it.")

    def line_with_way_out(self, score: Score) -> str:
        """The same, and what the writer can do about a passage of today."""
        if score.note != MODERN:
            return self.line(score)
        return self.line(score) + " " + self.tr("Calibrated with texts of your own, the scores judge such writing too.")

    def caution(self, exceptions: Sequence[str]) -> str:
        """With what kind of human writing the scores err more often, as it was measured; empty for none."""
        if not exceptions:
            return ""
        who = self.tr("Human writing that is called generated more often than other people's: {0}.")
        return who.format("; ".join(exceptions))

    def spoken(self, score: Score) -> str:
        """A score in a few words, for a plot and for lists."""
        if score.value is None:
            return self.line(score)
        return self.tr("{0}/100 (likely {1}–{2})").format(score.value, score.low, score.high)

    def _note(self, note: str) -> str:
        return {
            "there are no words in it": self.tr("there are no words in it"),
            "it looks like code": self.tr("it looks like code"),
            "it repeats a few words": self.tr("it repeats a few words"),
            "it is mostly signs and numbers": self.tr("it is mostly signs and numbers"),
            "it does not look like English": self.tr("it does not look like English"),
            "it looks like verse": self.tr("it looks like verse"),
            "the model cannot read it": self.tr("the model cannot read it"),
            MODERN: self.tr("it looks like writing of today, of which the score knows too little"),
        }.get(note, note)

    def reasons(self, score: Score) -> list[tuple[float, str]]:
        """The strongest reasons: the effect (above 0: for human writing) and a sentence."""
        found = [(effect, self._sentence(topic, effect > 0)) for topic, effect in _topics(score.reasons)]
        return [(effect, sentence) for effect, sentence in found if sentence][:_MOST_REASONS]

    def changes(self, score: Score) -> list[str]:
        """What would raise the score: the strongest of what speaks against it."""
        found = [self._advice(topic) for topic, effect in _topics(score.reasons) if effect < 0]
        return [advice for advice in found if advice][:_MOST_CHANGES]

    def _sentence(self, topic: str, alike: bool) -> str:
        like, unlike = self._sentences().get(topic, ("", ""))
        return like if alike else unlike

    def _sentences(self) -> dict[str, tuple[str, str]]:
        return {
            "predictable": (
                self.tr("The words are about as predictable as people's."),
                self.tr("The words are more or less predictable than people's usually are."),
            ),
            "obvious": (
                self.tr("It takes the most obvious next word about as often as people do."),
                self.tr("It takes the most obvious next word more or less often than people do."),
            ),
            "surprises": (
                self.tr("It surprises as people do."),
                self.tr("Its surprises are fewer, or wilder, than people's."),
            ),
            "evenness": (
                self.tr("Plain and surprising words alternate as in people's writing."),
                self.tr("Plain and surprising words alternate otherwise than in people's writing."),
            ),
            "sentences": (
                self.tr("The sentences begin and vary in length as people's do."),
                self.tr("The sentences begin, or vary in length, otherwise than people's do."),
            ),
            "variety": (
                self.tr("The vocabulary is as rich as people's."),
                self.tr("The vocabulary is poorer or richer than people's usually is."),
            ),
            "punctuation": (
                self.tr("The punctuation is like people's."),
                self.tr("The punctuation is unusual for people."),
            ),
            "names": (
                self.tr("Names come up as they do in people's writing."),
                self.tr("Names come up otherwise than in people's writing."),
            ),
            "small_words": (
                self.tr("Small words (the, of, she) are about as frequent as in people's writing."),
                self.tr("Small words (the, of, she) are more or less frequent than in people's writing."),
            ),
            "repetition": (
                self.tr("It repeats itself as people do."),
                self.tr("It repeats itself more or less than people do."),
            ),
            "rare_words": (
                self.tr("Rare words are about as frequent as in people's writing."),
                self.tr("Rare words are more or less frequent than in people's writing."),
            ),
            "phrases": (
                self.tr("Its words stand together as they do in plays and fiction."),
                self.tr("Its words stand together otherwise than in plays and fiction."),
            ),
            "length": (
                self.tr("Its length is usual for people."),
                self.tr("Its length is less usual for people."),
            ),
            "choice": (
                self.tr("Its words and pairs of words are those of plays and fiction."),
                self.tr("Its words and pairs of words are less those of plays and fiction."),
            ),
            "spelling": (
                self.tr("It is spelled as plays and fiction are."),
                self.tr("It is spelled otherwise than plays and fiction are."),
            ),
        }

    def _advice(self, topic: str) -> str:
        return {
            "predictable": self.tr("Words that are neither the obvious choice nor far-fetched; the map shows both."),
            "obvious": self.tr("Another word in a few of the places that the map shows without a line."),
            "surprises": self.tr("A few words that nobody would expect, where they fit, or fewer that do not."),
            "evenness": self.tr("A plain stretch beside a surprising one."),
            "sentences": self.tr("Sentences of other lengths and with other beginnings."),
            "variety": self.tr("Other words in place of those that come again, or plainer ones."),
            "punctuation": self.tr("Other punctuation: fewer or more commas, dashes, questions."),
            "names": self.tr("Fewer names, or clearer ones."),
            "small_words": self.tr("Tighter or looser sentences: small words less or more."),
            "repetition": self.tr("Nothing said twice, unless it is meant."),
            "rare_words": self.tr("More common words, or a few that are less so."),
            "phrases": self.tr("Phrases that could be heard, or read elsewhere; or, where all are, one that is new."),
            "choice": self.tr("Words that belong to this scene alone."),
        }.get(topic, "")


def _topics(reasons: Sequence[Reason]) -> list[tuple[str, float]]:
    """Reasons of one kind are one; the strongest first."""
    effects: dict[str, float] = defaultdict(float)
    for reason in reasons:
        if reason.name in _TOPIC_OF:
            effects[_TOPIC_OF[reason.name]] += reason.effect
    return sorted(((topic, effect) for topic, effect in effects.items() if effect), key=lambda item: -abs(item[1]))
