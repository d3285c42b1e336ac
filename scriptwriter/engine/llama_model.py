"""A GGUF file opened with llama.cpp's low-level binding: model, vocabulary, context.

Only the engine's host process imports this: a malformed file can kill the process that opens it.
"""

import ctypes
import functools
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import llama_cpp as lc
import numpy as np

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import BadModel
from scriptwriter.domain.generation import MAX_ALTERNATIVES, ModelFormat, ModelInfo
from scriptwriter.engine.compose import CUE_TOKENS
from scriptwriter.engine.protocol import LoadOptions, Progress

#: llama.cpp's structures as ctypes hands them out. A null pointer is falsy and is checked where it can occur.
Pointer = Any

#: Tokens a llama_decode call: small enough to notice a cancellation soon, large enough to be fast.
BATCH_TOKENS = 256
#: Passages get at most this share of the context; the rest shows the model what came before.
PASSAGE_SHARE = 3
MAX_PASSAGE_TOKENS = 640
_MIN_CONTEXT = 64
#: Small letters of Latin script (é and others begin with a byte of their own), a point, an apostrophe.
_SMALL = re.compile(rb"[a-z.'\xc3\xc5]|\xe2\x80\x99")
#: Below this size every tensor's values are checked while loading; above, it would read the whole disk.
_CHECK_TENSORS_BYTES = 1 << 30


class _Log:
    """llama.cpp's own words on why a file cannot be opened; the last error of a load is the reason."""

    def __init__(self) -> None:
        self.errors: list[str] = []
        # ctypes callbacks must outlive the library's use of them, or the process dies.
        self._callback = lc.llama_log_callback(self._take)
        lc.llama_log_set(self._callback, ctypes.c_void_p(0))

    def _take(self, level: int, text: bytes, _data: object) -> None:
        if level == 4:  # GGML_LOG_LEVEL_ERROR
            self.errors.append(text.decode("utf-8", "replace").strip())

    def reason(self) -> str:
        """The first error of the load, shortened to one line."""
        for line in self.errors:
            _, _, words = line.rpartition("error loading model: ")
            if words and "failed to load model" not in words:
                return words.splitlines()[0][:160]
        return "it is damaged or of an unknown kind"


@functools.cache
def start_backend() -> _Log:
    """Initialise llama.cpp once a process and catch its log."""
    log = _Log()
    lc.llama_backend_init()
    return log


def usable_threads() -> int:
    """The processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


class Vocabulary:
    """Text to tokens and back. Pieces are cached: asking llama.cpp costs more than a dictionary."""

    def __init__(self, model: Pointer) -> None:
        self._vocab: Pointer = lc.llama_model_get_vocab(model)
        self.size = lc.llama_vocab_n_tokens(self._vocab)
        self.handle = self._vocab
        self.adds_bos = bool(lc.llama_vocab_get_add_bos(self._vocab))
        self.bos = int(lc.llama_vocab_bos(self._vocab))  # type: ignore[arg-type] - a plain int by then
        self._pieces: dict[int, bytes] = {}
        self._buffer = ctypes.create_string_buffer(512)
        self.control = [t for t in range(self.size) if lc.llama_vocab_is_control(self._vocab, t)]
        self.enders = frozenset(t for t in range(self.size) if lc.llama_vocab_is_eog(self._vocab, t))
        self._leading_space: np.ndarray | None = None
        self._inside_words: np.ndarray | None = None
        self._small: np.ndarray | None = None

    def tokenize(self, text: str, control: bool = False) -> list[int]:
        """Token ids of ``text``; control tokens are only recognised when asked for."""
        if not text:
            return []
        data = text.encode("utf-8", "replace")
        size = len(data) + 8
        tokens = (lc.llama_token * size)()
        count = lc.llama_tokenize(self._vocab, data, len(data), tokens, size, False, control)
        return tokens[: max(count, 0)]

    def single(self, text: str) -> int | None:
        """The one control token that ``text`` names, if there is one."""
        tokens = self.tokenize(text, control=True)
        return tokens[0] if len(tokens) == 1 and tokens[0] in self.control else None

    def piece(self, token: int) -> bytes:
        """The bytes that a token stands for; control tokens stand for none."""
        known = self._pieces.get(token)
        if known is None:
            count = lc.llama_token_to_piece(self._vocab, token, self._buffer, 512, 0, False)
            known = self._pieces[token] = self._buffer.raw[: max(count, 0)]
        return known

    def text_of(self, token: int) -> str:
        """A token as its text in the vocabulary, control tokens by their name; empty for none."""
        if token < 0:
            return ""
        return (lc.llama_vocab_get_text(self._vocab, token) or b"").decode("utf-8", "replace")

    def leading_space(self) -> np.ndarray:
        """bool[size]: the tokens that begin with a space (needed when the writer has typed that space)."""
        if self._leading_space is None:
            self._leading_space = np.fromiter(
                (self.piece(t).startswith(b" ") for t in range(self.size)), dtype=bool, count=self.size
            )
        return self._leading_space

    def small(self) -> np.ndarray:
        """int64[n]: the tokens that go on with a word in small letters, or after an initial (K., D'Arcy)."""
        if self._small is None:
            self._small = np.array([t for t in range(self.size) if _SMALL.match(self.piece(t))], dtype=np.int64)
        return self._small

    def inside_words(self) -> np.ndarray:
        """bool[size]: the tokens that go on with a word."""
        if self._inside_words is None:
            self._inside_words = np.fromiter(
                (self.piece(t)[:1].isalnum() or self.piece(t)[:1] >= b"\x80" for t in range(self.size)),
                dtype=bool,
                count=self.size,
            )
        return self._inside_words


@dataclass(slots=True)
class LoadedModel:
    """A model with its one continuing context. ``context`` in tokens, ``passage_tokens`` is kept free for answers."""

    model: Pointer
    context_handle: Pointer
    vocabulary: Vocabulary
    info: ModelInfo
    context: int
    passage_tokens: int
    chat_template: str

    def close(self) -> None:
        """Free both. Not to be used afterwards."""
        lc.llama_free(self.context_handle)
        lc.llama_model_free(self.model)


def load_model(
    options: LoadOptions, cancel: CancelToken | None = None, progress: Progress | None = None
) -> LoadedModel:
    """Open the file. Raises ``BadModel`` with llama.cpp's reason; leaves nothing open on failure."""
    log = start_backend()
    log.errors.clear()
    model = _open(options.path, cancel, progress)
    if not model:
        if cancel is not None and cancel.is_set():
            raise BadModel(f"Opening {options.path.name} was cancelled.")
        raise BadModel(f"{options.path.name} cannot be opened as a model: {log.reason()}.")
    try:
        return _with_context(model, options)
    except BaseException:
        lc.llama_model_free(model)
        raise


def _open(path: Path, cancel: CancelToken | None, progress: Progress | None) -> Pointer:
    params = lc.llama_model_default_params()
    # A native build crashes in AMX code on every quantized file (llama.cpp #20824); ours leaves AMX out,
    # and where somebody else's build has it, its buffer types are switched off.
    params.use_extra_bufts = b"AMX" not in lc.llama_print_system_info()
    params.check_tensors = path.stat().st_size < _CHECK_TENSORS_BYTES
    params.n_gpu_layers = 0

    def report(fraction: float, _data: object) -> bool:
        if progress is not None:
            progress(fraction)
        return not (cancel is not None and cancel.is_set())

    callback = lc.llama_progress_callback(report)
    params.progress_callback = callback
    return lc.llama_model_load_from_file(os.fsencode(path), params)


def _with_context(model: Pointer, options: LoadOptions) -> LoadedModel:
    if lc.llama_model_has_encoder(model) or not lc.llama_model_has_decoder(model):
        raise BadModel(f"{options.path.name} is not a text-writing model (it only encodes text).")
    vocabulary = Vocabulary(model)
    trained = lc.llama_model_n_ctx_train(model)
    if trained < _MIN_CONTEXT or vocabulary.size < 2:
        raise BadModel(f"{options.path.name} has a context of {trained} tokens; at least {_MIN_CONTEXT} are needed.")
    context = min(trained, max(options.context_limit, _MIN_CONTEXT))
    passage_tokens = min(context // PASSAGE_SHARE, MAX_PASSAGE_TOKENS)
    threads = options.threads or usable_threads()
    handle = lc.llama_init_from_model(model, _context_params(context, passage_tokens, threads))
    if not handle:
        raise BadModel(f"There is not enough memory to open {options.path.name} with {context} tokens of context.")
    template = lc.llama_model_chat_template(model, None) or b""
    chat_template = template.decode("utf-8", "replace")
    info = ModelInfo(
        name=options.name,
        format=options.format or detect_format(vocabulary, chat_template),
        context=context,
        parameters=lc.llama_model_n_params(model),
        file_bytes=options.path.stat().st_size,
        architecture=_metadata(model, "general.architecture"),
        quantization=(lc.llama_ftype_name(lc.llama_model_ftype(model)) or b"?").decode(),
        threads=threads,
    )
    return LoadedModel(model, handle, vocabulary, info, context, passage_tokens, chat_template)


def _context_params(context: int, passage_tokens: int, threads: int) -> lc.llama_context_params:
    params = lc.llama_context_default_params()
    # One pool of cells for all sequences: the shared prefix once, and room for each alternative's passage.
    params.kv_unified = True
    params.n_seq_max = MAX_ALTERNATIVES
    params.n_ctx = context + (MAX_ALTERNATIVES - 1) * passage_tokens
    params.n_batch = BATCH_TOKENS
    params.n_ubatch = BATCH_TOKENS
    params.n_threads = threads
    params.n_threads_batch = threads
    params.no_perf = True
    return params


def detect_format(vocabulary: Vocabulary, chat_template: str) -> ModelFormat:
    """The kind of prompt that a file wants, from its token list and metadata."""
    if all(vocabulary.single(name) is not None for name in CUE_TOKENS):
        return ModelFormat.CUE
    return ModelFormat.CHAT if chat_template else ModelFormat.PLAIN


def _metadata(model: Pointer, key: str) -> str:
    buffer: Any = ctypes.create_string_buffer(256)
    count = lc.llama_model_meta_val_str(model, key.encode(), buffer, len(buffer))
    return buffer.value.decode("utf-8", "replace") if count >= 0 else ""
