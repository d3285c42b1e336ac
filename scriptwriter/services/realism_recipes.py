"""How passages are generated for the realism score: many samplers, several generators, both forms, cue on and off."""

from dataclasses import dataclass, replace

from scriptwriter.domain.cue import Form
from scriptwriter.domain.generation import Sampling, sampling_for

_PLAIN = {"top_k": 0, "top_p": 1.0, "min_p": 0.0, "dry_multiplier": 0.0}


@dataclass(frozen=True, slots=True)
class Recipe:
    """One way of drawing. ``family`` groups samplers that are left out together when that is tested.

    ``sampling`` None: what the program itself does. ``share``: how often it is drawn beside the others.
    """

    name: str
    family: str
    sampling: Sampling | None = None
    share: float = 1.0

    def drawn(self, form: Form, seed: int) -> Sampling:
        """The settings for a passage."""
        return sampling_for(form, {"seed": seed}) if self.sampling is None else replace(self.sampling, seed=seed)


def _of(name: str, family: str, share: float = 1.0, **values: float) -> Recipe:
    return Recipe(name, family, Sampling(**{**_PLAIN, **values}), share)  # type: ignore[arg-type]


RECIPES = (
    Recipe("product", "product", share=3.0),
    _of("t0.6", "temperature", temperature=0.6),
    _of("t0.8", "temperature", temperature=0.8),
    _of("t1.0", "temperature", temperature=1.0),
    _of("t1.2-minp0.1", "min-p", temperature=1.2, min_p=0.1),
    _of("t1.0-minp0.05", "min-p", temperature=1.0, min_p=0.05),
    _of("t0.8-topp0.9", "top-p", temperature=0.8, top_p=0.9),
    _of("t1.0-topp0.95", "top-p", temperature=1.0, top_p=0.95),
    _of("t0.9-typical0.95", "typical", temperature=0.9, typical_p=0.95),
    _of("t0.9-topk40", "top-k", temperature=0.9, top_k=40),
    _of("t0.9-topk10", "top-k", temperature=0.9, top_k=10),
    _of("t0.8-dry", "dry", temperature=0.8, top_p=0.95, dry_multiplier=0.8),
    _of("t1.0-dry", "dry", temperature=1.0, min_p=0.05, dry_multiplier=1.2),
    _of("t0.8-rep1.05", "repetition", temperature=0.8, top_p=0.95, repeat_penalty=1.05),
    _of("t0.9-rep1.15", "repetition", temperature=0.9, top_p=0.95, repeat_penalty=1.15),
    _of("t0.9-rep1.3", "repetition", temperature=0.9, top_k=100, repeat_penalty=1.3),
)
#: The ones that change the model's own distribution least; they are hardest to tell, so more of them are learnt from.
SUBTLE = tuple(one for one in RECIPES if one.name in ("t1.0", "t1.0-topp0.95", "t0.9-typical0.95", "t0.9-rep1.15"))
#: The one that the program itself uses; what a writer meets.
PRODUCT = RECIPES[0]


def recipe(name: str) -> Recipe | None:
    """A recipe by its name; None for generators that have none."""
    return next((one for one in RECIPES if one.name == name), None)
