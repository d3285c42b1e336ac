"""What is measured of a passage: what the model made of it, its style, how usual its wording is (``usage``), and
evidence of its words and letters.

All features are means, shares or ratios, so that they hardly depend on length; ``words`` itself lets the
classifier read them by length. They come from one scoring pass and a few milliseconds of counting.

GLTR (arXiv 1906.04043): rank buckets. DetectLLM (2306.05540): LRR. Fast-DetectGPT (2310.05130): analytic curvature.
"""

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from scriptwriter.domain.tokens import TokenStats
from scriptwriter.realism import usage
from scriptwriter.realism.lexicon import Lexicon
from scriptwriter.realism.normal import sentences_of, words_of

#: GLTR's buckets: the likeliest ten, hundred, thousand tokens.
BUCKETS = (10, 100, 1000)
_WINDOW = 50
_NEAR = 12
_FUNCTION_WORDS = frozenset(
    """the a an and or but if of to in on at by for from with without into upon as than that which who whom whose this
    these those it its he him his she her they them their we us our you your i me my mine not no nor so then when where
    while is are was were be been being am do does did has have had having will would shall should can could may might
    must there here what why how all any some each every very more most other such only own too now""".split()
)
_PRONOUNS = frozenset("i me my mine we us our you your he him his she her they them their it its".split())

LIKELIHOOD = (
    "log_p", "log_p_spread", "log_p_low", "log_rank", "rank_first", "rank_10", "rank_100", "rank_1000", "rank_beyond",
    "entropy", "entropy_spread", "lrr", "curvature", "curvature_mean", "curvature_spread", "curvature_low", "halves",
    "run_of_first", "tokens_per_word",
)  # fmt: skip
STYLE = (
    "sentence_words", "sentence_burstiness", "type_token", "word_letters", "word_letters_spread", "commas",
    "semicolons", "dashes", "exclamations", "questions", "quotes", "dots", "brackets", "names", "function_words",
    "pronouns", "repeated_pairs", "repeated_fours", "repeated_near", "sentence_starts", "unknown_words", "rare_words",
    "word_spread", "unknown_names", "words",
)  # fmt: skip
EVIDENCE = ("evidence_words", "evidence_letters")
NAMES = LIKELIHOOD + STYLE + usage.FEATURES + EVIDENCE


def likelihood(stats: TokenStats, words: int) -> list[float]:
    """The features of ``LIKELIHOOD``; all 0 for a text without tokens. Logarithms in nats."""
    if not len(stats):
        return [0.0] * len(LIKELIHOOD)
    log_p, rank = np.array(stats.log_p), np.array(stats.rank)
    entropy, variance = np.array(stats.entropy), np.array(stats.variance)
    log_rank = np.log1p(rank)
    buckets = np.searchsorted(BUCKETS, rank, side="right")
    shares = np.bincount(buckets, minlength=4) / len(rank)
    surplus = log_p + entropy
    scaled = surplus / np.sqrt(np.maximum(variance, 0.05))
    half = len(log_p) // 2
    return [
        float(log_p.mean()), float(log_p.std()), float(np.quantile(log_p, 0.1)), float(log_rank.mean()),
        float((rank == 0).mean()), *map(float, shares),
        float(entropy.mean()), float(entropy.std()),
        lrr(stats), curvature(stats), float(surplus.mean()), float(scaled.std()), float(np.quantile(scaled, 0.1)),
        float(surplus[half:].mean() - surplus[:half].mean()) if half else 0.0,
        float(_longest_run(rank == 0)), len(rank) / max(words, 1),
    ]  # fmt: skip


def curvature(stats: TokenStats) -> float:
    """(Σ log p − Σ μ) / √Σ σ², with μ minus the entropy: how far above chance the text's own words are likely."""
    spread = math.sqrt(max(sum(stats.variance), 1e-6))
    return (sum(stats.log_p) + sum(stats.entropy)) / spread if len(stats) else 0.0


def lrr(stats: TokenStats) -> float:
    """|Σ log p| / Σ log(1 + rank); 0 where every token was the likeliest."""
    ranks = float(np.log1p(np.array(stats.rank)).sum()) if len(stats) else 0.0
    return -sum(stats.log_p) / ranks if ranks > 0 else 0.0


def mean_log_rank(stats: TokenStats) -> float:
    """The mean of log(1 + rank), in nats."""
    return float(np.log1p(np.array(stats.rank)).mean()) if len(stats) else 0.0


def style(text: str, lexicon: Lexicon, author: int = -1) -> list[float]:
    """The features of ``STYLE`` of a normalised text. ``author``: whose works the lexicon should not count."""
    words = words_of(text)
    count = max(len(words), 1)
    lower = [word.lower() for word in words]
    sentences = [len(words_of(sentence)) for sentence in sentences_of(text)]
    lengths = np.array([len(word) for word in words] or [0])
    names = _names(text)
    small = [word for word in words if word.islower()]
    known = lexicon.authors(small, author)
    marks = [_per(text, sign, count) for sign in (",", ";", "—", "!", "?", '"', "...", "(")]
    mean = sum(sentences) / max(len(sentences), 1)
    return [
        mean,
        float(np.std(sentences)) / mean if mean else 0.0,
        _type_token(lower),
        float(lengths.mean()), float(lengths.std()),
        *marks,
        len(names) / count,
        sum(word in _FUNCTION_WORDS for word in lower) / count,
        sum(word in _PRONOUNS for word in lower) / count,
        _repeated(lower, 2), _repeated(lower, 4), _repeated_near(lower),
        len({words_of(s)[0].lower() for s in sentences_of(text) if words_of(s)}) / max(len(sentences), 1),
        float((known == 0).mean()) if small else 0.0,
        float((known <= 2).mean()) if small else 0.0,
        float(np.log1p(known).mean()) if small else 0.0,
        float((lexicon.authors([name.lower() for name in names], author) == 0).mean()) if names else 0.0,
        math.log(count),
    ]  # fmt: skip


def _per(text: str, sign: str, words: int) -> float:
    return 100.0 * text.count(sign) / words


def _names(text: str) -> list[str]:
    """Capitalised words that do not begin a sentence."""
    return [
        w for s in sentences_of(text) for w in words_of(s)[1:] if w[:1].isupper() and len(w) > 1 and not w.isupper()
    ]


def _type_token(words: Sequence[str]) -> float:
    """Different words of all words, mean over windows of one length, because it falls with length (MATTR)."""
    size = min(_WINDOW, len(words))
    starts = range(0, max(len(words) - size, 0) + 1, 5)
    shares = [len(set(words[start : start + size])) / max(size, 1) for start in starts]
    return sum(shares) / len(shares)


def _repeated(words: Sequence[str], size: int) -> float:
    """The share of runs of ``size`` words that stood before, per 100 words of text so that length counts little."""
    runs = Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1))
    total = sum(runs.values())
    return sum(n - 1 for n in runs.values()) / total / math.sqrt(max(total, 1) / 100) if total else 0.0


def _repeated_near(words: Sequence[str]) -> float:
    """The share of telling words that stood a few words before."""
    told = [word for word in words if word not in _FUNCTION_WORDS]
    hits = sum(word in told[max(i - _NEAR, 0) : i] for i, word in enumerate(told))
    return hits / max(len(told), 1)


def _longest_run(flags: np.ndarray) -> int:
    longest = run = 0
    for flag in flags.tolist():
        run = run + 1 if flag else 0
        longest = max(longest, run)
    return longest
