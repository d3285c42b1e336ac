"""From a request to a prompt, for each kind of model. Inference and training both go through here.

Every prompt is laid out so that the parts that change most stand last::

    head            the script's standing facts                 stable
    text            the script, cut from the front to fit       grows at the end
    last            the character's lines, the cue              new with each wish

so that another genre or keyword costs only its own tokens, and another character only its block.

Three kinds (``ModelFormat``):

cue    the bundled model's own format: control tokens in line, right where the passage begins.
plain  base models know no cues: genre, speaker and words stand as a Fountain note before the paragraph
       that the writer is in, which is how a co-writer would leave a remark.
chat   instruct models: the file's own template around an instruction, rendered once per model
       (see ``engine.template``); the writer's text never passes through the template.
"""

from dataclasses import dataclass, replace

from scriptwriter.domain.cue import Cue, Form
from scriptwriter.domain.errors import BadInput
from scriptwriter.domain.generation import ModelFormat, Request, Task

CUE, GENRE, CHARACTER, KEYWORDS, GO, STOP = (
    "<|cue|>",
    "<|genre|>",
    "<|character|>",
    "<|keywords|>",
    "<|go|>",
    "<|stop|>",
)
#: A model that has all of these in its vocabulary was trained in the cue format.
CUE_TOKENS = (CUE, GENRE, CHARACTER, KEYWORDS, GO, STOP)

#: The paragraph that the writer is in stays in one piece after a note, up to this many characters.
_LAST_PARAGRAPH_CHARS = 600

#: So much of what follows shows where a passage has to lead.
_AFTER_CHARS = 800
_TASKS = {
    Task.FILL_IN: "Do not continue yet: write only what is missing between the text so far and what comes after it.",
    Task.REWRITE: "Do not continue: write the passage below anew in other words; keep its meaning, voice and form.",
    Task.SHORTEN: "Do not continue: make the passage below shorter; keep what matters, its voice and its form.",
    Task.EXPAND: "Do not continue: make the passage below longer and richer in detail; keep its voice and its form.",
}

#: How many of the character's last speeches go into the prompt. The bundled model saw no such block in
#: training and does worse with it (docs/models.md has the figures), so it gets none.
DEFAULT_CHARACTER_LINES = {ModelFormat.CUE: 0, ModelFormat.PLAIN: 3, ModelFormat.CHAT: 5}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the prompt. Only ``control`` stretches may become control tokens: a writer who types
    ``<|stop|>`` gets those eight characters, not the token."""

    text: str
    control: bool = False


@dataclass(frozen=True, slots=True)
class ChatFrame:
    """A chat template around the place where the user's message goes, per form."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt before it is cut to size.

    ``prefix`` is white space that the writer has typed already: the passage has to begin with it, and it
    is not shown again. ``forced`` is what the passage begins with, whatever the model would say: that white space,
    and the name of who speaks. ``lead`` is what must be put before a passage that brings no white space of its own.
    ``opens_text``: the passage begins with its first letter, whatever white space the model puts before it.
    """

    head: tuple[Segment, ...]
    text: str
    last: tuple[Segment, ...]
    prefix: str = ""
    lead: str = ""
    opens_text: bool = False
    forced: str = ""


def cue_segments(cue: Cue) -> tuple[Segment, ...]:
    """The in-line cue: ``<|cue|><|genre|>g<|character|>c<|keywords|>a, b<|go|>``, fields optional, in this order."""
    parts = [Segment(CUE, control=True)]
    for token, value in (
        (GENRE, cue.genre or ""),
        (CHARACTER, cue.character or ""),
        (KEYWORDS, ", ".join(cue.keywords)),
    ):
        if value:
            parts += [Segment(token, control=True), Segment(value)]
    parts.append(Segment(GO, control=True))
    return tuple(parts)


def compose(request: Request, model_format: ModelFormat, frames: dict[Form, ChatFrame] | None = None) -> Prompt:
    """Lay a request out for a model. ``frames`` are needed for chat models."""
    if request.task is not Task.CONTINUE:
        if frames is None:
            raise BadInput("This model can only continue a text; choose one that follows instructions.")
        return _compose_task(request, frames[request.form])
    if model_format is ModelFormat.CUE:
        prompt = _compose_cue(request)
    elif model_format is ModelFormat.PLAIN:
        prompt = _compose_plain(request)
    elif frames is None:
        raise ValueError("a chat model is composed for with the frames of its template")
    else:
        prompt = _compose_chat(request, frames[request.form])
    prompt = replace(prompt, opens_text=prompt.opens_text or not request.text.strip())
    return _with_opening(prompt, request)


def _with_opening(prompt: Prompt, request: Request) -> Prompt:
    """Let the passage begin with the speaker's name in a line of its own, or with the typed line breaks."""
    if not request.opening:
        return replace(prompt, forced=prompt.prefix if "\n" in prompt.prefix else "")
    if not request.text.strip():
        return replace(prompt, forced=f"{request.opening}\n")
    if prompt.lead or prompt.opens_text:
        # A chat model's answer begins with a letter, and what parts it from the text is put before it.
        _, typed = split_trailing_space(request.text)
        lead = "\n" * (2 - typed.count("\n"))
        return replace(prompt, forced=f"{request.opening}\n", lead=lead, opens_text=False)
    return replace(prompt, forced=f"\n\n{request.opening}\n")


def _compose_cue(request: Request) -> Prompt:
    text, prefix = split_trailing_space(request.text)
    text, paragraph, block = _with_character_block(request, text)
    last = (*block, Segment(paragraph), *cue_segments(request.cue))
    return Prompt(_head(request), text, last, prefix)


def _compose_plain(request: Request) -> Prompt:
    text, prefix = split_trailing_space(request.text)
    before, paragraph = split_last_paragraph(text)
    note = " ".join(_wishes(request.cue, request.form))
    block = _character_block(request)
    remark = f"[[{note}]]\n\n" if note else ""
    gap = "\n\n" if before else ""
    last = (Segment(gap + block + remark + paragraph.lstrip("\n")),)
    return Prompt(_head(request), before, last, prefix)


def _compose_chat(request: Request, frame: ChatFrame) -> Prompt:
    text, prefix = split_trailing_space(request.text)
    ask = ["Continue from exactly there."]
    if request.character_lines:
        spoken = "\n".join(f"- {line}" for line in request.character_lines)
        ask.append(f"What {request.cue.character or 'the character'} said last:\n{spoken}")
    ask += _wishes(request.cue, request.form)
    ask.append(f"Write at most {request.max_words} words.")
    last = (Segment("\n\n---\n" + "\n".join(ask)), Segment(frame.after, control=True))
    head = (Segment(frame.before, control=True), *_head(request))
    lead = "" if prefix or not text else _lead(text, request.form)
    return Prompt(head, text, last, lead=lead, opens_text=bool(prefix))


def _compose_task(request: Request, frame: ChatFrame) -> Prompt:
    """Another wording of a passage, or what stands between two; for models that follow instructions."""
    text, _ = split_trailing_space(request.text)
    ask = [_TASKS[request.task]]
    if request.passage:
        ask.append(f"The passage:\n---\n{request.passage.strip()}\n---")
    if request.after.strip():
        ask.append(f"What comes after it:\n---\n{request.after.strip()[:_AFTER_CHARS]}\n---")
    ask += _wishes(request.cue, request.form)
    if request.instruction.strip():
        ask.append(" ".join(request.instruction.split()))
    ask.append(f"Write at most {request.max_words} words. Answer with the new text alone.")
    head = (Segment(frame.before, control=True), *_head(request))
    last = (Segment("\n\n---\n" + "\n".join(ask)), Segment(frame.after, control=True))
    return Prompt(head, text, last, opens_text=True)


def _head(request: Request) -> tuple[Segment, ...]:
    return (Segment(request.head.strip() + "\n\n"),) if request.head.strip() else ()


def _with_character_block(request: Request, text: str) -> tuple[str, str, tuple[Segment, ...]]:
    block = _character_block(request)
    if not block:
        return text, "", ()
    before, paragraph = split_last_paragraph(text)
    return before, "\n\n" + paragraph.lstrip("\n"), (Segment("\n\n" + block.rstrip("\n")),)


def _character_block(request: Request) -> str:
    """The character's last lines as script text: what every kind of model has seen."""
    name = request.cue.character
    if not request.character_lines or not name:
        return ""
    return "".join(f"{name}\n{line}\n\n" for line in request.character_lines)


def _wishes(cue: Cue, form: Form) -> list[str]:
    wishes = []
    if cue.genre:
        wishes.append(f"Genre: {cue.genre}.")
    if cue.character:
        wishes.append(f"{cue.character} speaks next." if form is Form.SCRIPT else f"Next: {cue.character}.")
    if cue.keywords:
        wishes.append(f"With the words: {', '.join(cue.keywords)}.")
    return wishes


def _lead(text: str, form: Form) -> str:
    """Chat answers begin with a letter; a finished sentence in a script is followed by a new block."""
    finished = text[-1] in ".!?:)\"'…—"
    return "\n\n" if form is Form.SCRIPT and finished else " "


def split_trailing_space(text: str) -> tuple[str, str]:
    """``text`` without its trailing white space, and that white space (at most one blank line of it)."""
    stripped = text.rstrip()
    space = text[len(stripped) :].replace("\r\n", "\n")
    if not stripped:
        return "", ""
    newlines = space.count("\n")
    return stripped, "\n" * min(newlines, 2) if newlines else " " if space else ""


def split_last_paragraph(text: str) -> tuple[str, str]:
    """What stands before the paragraph that ``text`` ends in, and that paragraph with the break before it.

    A paragraph that is too long to stay in one piece is parted at a line or a sentence.
    """
    if len(text) <= _LAST_PARAGRAPH_CHARS and "\n\n" not in text:
        return "", text
    reach = max(0, len(text) - _LAST_PARAGRAPH_CHARS)
    for boundary, keep in (("\n\n", 0), ("\n", 0), (". ", 1), (" ", 0)):
        at = text.rfind(boundary, reach)
        if at >= 0:
            return text[: at + keep], text[at + keep :]
    return text[:reach], text[reach:]
