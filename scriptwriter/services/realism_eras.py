"""When the works of the test authors were first published: the held-out data does not say it."""

#: Of translations, the year of the original. "Wrong Analogy" is from a magazine of the fifties, its year a guess.
FIRST_PUBLISHED = {
    "Beauty and the Beast": 1740,
    "Captains Courageous: A Story of the Grand Banks": 1897,
    "Hans Andersen's Fairy Tales. First Series": 1835,
    "Kwaidan": 1904,
    "Lucy Maud Montgomery Short Stories, 1907 to 1908": 1907,
    "My Ántonia": 1918,
    "Robur the Conqueror": 1886,
    "Stories by English Authors: Germany": 1896,
    "The Author of Beltraffio": 1884,
    "The Awkward Age": 1899,
    "The Cyber and Justice Holmes": 1955,
    "The Disagreeable Woman: A Social Mystery": 1895,
    "The Man Who Would Be King": 1888,
    "The Storm": 1859,
    "Three Soldiers": 1921,
    "Treasure Island": 1883,
    "Wrong Analogy": 1953,
}
_ERAS = ((1870, "before 1870"), (1900, "1870–1899"), (1931, "1900–1930"), (3000, "after 1930"))


def era_of(work: str) -> str:
    """The years that a work belongs to; empty where it is not known."""
    year = FIRST_PUBLISHED.get(work)
    return next(name for end, name in _ERAS if year < end) if year is not None else ""
