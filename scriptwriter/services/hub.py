"""The hub where models are published (huggingface.co): what the writer typed, and what a repository holds.

Nothing but names goes there: no text of the writer's.
"""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.services import web
from scriptwriter.services.quantization import Machine, quantization_of, suggested

TOKEN_VARIABLE = "HF_TOKEN"  # noqa: S105 - its name, not the token
_HOSTS = ("huggingface.co", "www.huggingface.co", "hf.co")
_NAME = r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,95}"
_REPOSITORY = re.compile(rf"({_NAME}/{_NAME})(?::([^:]+))?")
_SPLIT = re.compile(r"-\d{5}-of-\d{5}\.gguf$", re.IGNORECASE)
#: More than any list of files has.
_MOST_ANSWER_BYTES = 16 << 20
_MOST_PAGES = 20


@dataclass(frozen=True, slots=True)
class HubName:
    """A repository, and what of it is wanted, where that was said; ``revision`` is a branch, a tag or a commit."""

    repository: str
    file: str = ""
    quant: str = ""
    revision: str = ""


@dataclass(frozen=True, slots=True)
class HubFile:
    """A model file of a repository; ``size`` in bytes, ``sha256`` in hexadecimal, as the hub says."""

    path: str
    size: int
    sha256: str

    @property
    def name(self) -> str:
        """Without its folder."""
        return PurePosixPath(self.path).name

    @property
    def quant(self) -> str:
        """``Q4_K_M`` and the like, empty where the name does not say."""
        return quantization_of(self.name)


@dataclass(frozen=True, slots=True)
class Repository:
    """What a repository holds at one ``revision`` (a commit); ``left_out`` says why files are missing here."""

    name: str
    revision: str
    licence: str
    gated: bool
    files: tuple[HubFile, ...]
    left_out: tuple[str, ...] = ()

    def page(self) -> str:
        """Its page on the hub."""
        return f"{web.endpoint()}/{self.name}"

    def address(self, file: HubFile) -> str:
        """Where a file of exactly this revision is."""
        return f"{self.page()}/resolve/{self.revision}/{quote(file.path)}"


# -- what was typed ----------------------------------------------------------------------------------


def parse(typed: str) -> Path | HubName:
    """A file on this machine, or a name on the hub. Raises ``BadInput`` for what is neither."""
    text = typed.strip().strip("\"'")
    if not text or not text.isprintable():
        raise BadInput("Give a model file, or a name on the hub: OWNER/NAME.")
    if re.match(r"file://", text, re.IGNORECASE):
        return Path(unquote(urlsplit(text).path))
    if "://" in text:
        return _parse_address(text)
    if text.split("/")[0].lower() in _HOSTS:
        return _parse_address(f"https://{text}")
    found = _REPOSITORY.fullmatch(text)
    # A relative path looks like a name on the hub: what is there, or ends like a file, is a file.
    if found and not found[1].lower().endswith(".gguf") and not _is_there(text):
        return _with_suffix(HubName(found[1]), found[2] or "")
    return Path(text)


def _is_there(text: str) -> bool:
    try:
        return Path(text).exists()
    except OSError:  # a name that is longer than names are
        return False


def _parse_address(address: str) -> HubName:
    parts = urlsplit(address)
    if parts.scheme.lower() not in ("http", "https"):
        raise BadInput(f"{address[:200]} is not an address of a model: it begins with https://")
    if web.host_of(address).lower() not in (*_HOSTS, web.host_of(web.endpoint()).lower()):
        raise BadInput(f"{web.host_of(address)} is not the hub: models come from {web.host_of(web.endpoint())}.")
    steps = [unquote(step) for step in parts.path.split("/") if step]
    if steps and steps[0] in ("datasets", "spaces"):
        raise BadInput(f"{address[:200]} is not a model: it is one of the hub's {steps[0]}.")
    found = _REPOSITORY.fullmatch("/".join(steps[:2]))
    if not found or ".." in steps:
        raise BadInput(f"{address[:200]} is not a model's page: that is {web.endpoint()}/OWNER/NAME.")
    name, rest = HubName(found[1]), steps[2:]
    if rest and rest[0] in ("tree", "blob", "resolve") and len(rest) > 1:
        name = HubName(found[1], revision="" if rest[1] == "main" else rest[1])
        if rest[0] != "tree" and len(rest) > 2:
            return _with_suffix(name, "/".join(rest[2:]))
    return _with_suffix(name, found[2] or "")


def _with_suffix(name: HubName, suffix: str) -> HubName:
    suffix = suffix.strip()
    if suffix.lower().endswith(".gguf"):
        return HubName(name.repository, file=suffix, revision=name.revision)
    if suffix and "/" in suffix:
        raise BadInput(f"{suffix} is not a GGUF file: only those can be added.")
    if suffix and not quantization_of(suffix):
        raise BadInput(f"{suffix} is neither a GGUF file nor a kind of quantization like Q4_K_M.")
    return HubName(name.repository, quant=suffix.upper(), revision=name.revision)


def narrowed(name: HubName, file: str, quant: str) -> HubName:
    """The same repository, with a file or a quantization that was named apart from it. Raises ``BadInput``."""
    if file and quant:
        raise BadInput("Name a file or a quantization, not both.")
    wanted = file.strip() or quant.strip()
    if not wanted:
        return name
    if file and not wanted.lower().endswith(".gguf"):
        raise BadInput(f"{wanted} is not a GGUF file: only those can be added.")
    return _with_suffix(HubName(name.repository, revision=name.revision), wanted)


# -- what a repository holds ---------------------------------------------------------------------------


def token() -> str:
    """The writer's own key for the hub, from ``HF_TOKEN`` or where the hub's own tools keep it; empty: none."""
    if found := os.environ.get(TOKEN_VARIABLE, "").strip():
        return found
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    folder = os.environ.get("HF_HOME") or f"{cache}/huggingface"
    file = Path(os.environ.get("HF_TOKEN_PATH") or f"{folder}/token")
    try:
        words = file.expanduser().read_text(encoding="ascii").split()
    except (OSError, ValueError, RuntimeError):
        return ""
    return words[0] if len(words) == 1 else ""


def look_up(name: HubName, cancel: CancelToken) -> Repository:
    """Ask the hub what a repository holds. Raises ``BadInput`` or ``Failure`` with one clear line."""
    at = f"/revision/{quote(name.revision, safe='')}" if name.revision else ""
    about, _ = _ask_json(f"{web.endpoint()}/api/models/{name.repository}{at}", name.repository, cancel)
    revision = about.get("sha") if isinstance(about, dict) else None
    if not isinstance(about, dict) or not isinstance(revision, str) or not re.fullmatch(r"[0-9a-f]{4,64}", revision):
        raise Failure(_strange())
    files, left_out = _model_files(_tree(name.repository, revision, cancel))
    if not files:
        why = left_out[0] if left_out else "It has no GGUF files; look for a repository whose name ends in GGUF."
        raise BadInput(f"Nothing of {name.repository} can be used. {why}")
    gated = bool(about.get("gated"))
    return Repository(name.repository, revision, _licence(about), gated, tuple(files), tuple(left_out))


def choose(repository: Repository, name: HubName, machine: Machine) -> HubFile:
    """The file that was asked for, or the one that suits the machine. Raises ``BadInput`` when it is not there."""
    files = repository.files
    if name.file:
        wanted = name.file.lower()
        found = [file for file in files if wanted in (file.path.lower(), file.name.lower())]
    elif name.quant:
        found = [file for file in files if file.quant == name.quant.upper()]
    else:
        return files[suggested([(file.name, file.size) for file in files], machine)]
    if not found:
        if _SPLIT.search(name.file):
            raise BadInput(f"{name.file} is one of several parts of a model; models in parts cannot be used.")
        there = ", ".join(file.quant or file.name for file in files[:12])
        raise BadInput(f"{repository.name} has no {name.file or name.quant}; there is {there}.")
    return found[0]


def explain(error: web.Refused, repository: str) -> Failure | BadInput:
    """What the hub's refusal means for the writer."""
    page = f"{web.endpoint()}/{repository}"
    if error.host != web.host_of(page):
        return error
    if error.error_code == "GatedRepo" or error.status == 403:
        how = f"open {page} in a browser, agree to its terms, and set {TOKEN_VARIABLE} to your access token"
        return Failure(f"{repository} is gated: {how}.")
    if error.status == 401 and token():
        return Failure(f"The hub does not accept your access token for {repository}; look at {TOKEN_VARIABLE}.")
    if error.status in (401, 404):
        # To strangers the hub says 401 for what does not exist, and for what is private.
        private = "" if token() else f" (or it is private: then set {TOKEN_VARIABLE} to your access token)"
        return BadInput(f"There is no {repository} on {web.host_of(page)}{private}.")
    if error.status == 429:
        wait = f"in {round(error.retry_after / 60)} minutes" if error.retry_after >= 90 else "in a minute"
        return Failure(f"{web.host_of(page)} limits how often it is asked; try again {wait}.")
    return error


def _ask_json(url: str, repository: str, cancel: CancelToken) -> tuple[Any, str]:
    """An answer, and the address of its next page."""
    try:
        with web.ask(url, cancel, token=token()) as answer:
            data = answer.read(_MOST_ANSWER_BYTES + 1)
            after = _next_page(answer, url)
    except web.Refused as error:
        raise explain(error, repository) from None
    if cancel.is_set():
        raise web.Stopped("The look-up was stopped.")
    try:
        if len(data) > _MOST_ANSWER_BYTES:
            raise ValueError
        return json.loads(data), after
    except (ValueError, RecursionError):
        raise Failure(_strange()) from None


def _strange() -> str:
    return f"{web.host_of(web.endpoint())} gave an answer that a hub for models does not give."


def _next_page(answer: HTTPResponse, url: str) -> str:
    found = re.search(r'<([^>]+)>\s*;\s*rel="next"', answer.headers.get("Link") or "")
    after = urljoin(url, found[1]) if found else ""
    return after if web.host_of(after) == web.host_of(url) else ""


def _tree(repository: str, revision: str, cancel: CancelToken) -> Iterator[dict[str, Any]]:
    url = f"{web.endpoint()}/api/models/{repository}/tree/{revision}?recursive=true"
    for _ in range(_MOST_PAGES):
        rows, url = _ask_json(url, repository, cancel)
        if not isinstance(rows, list):
            raise Failure(_strange())
        yield from (row for row in rows if isinstance(row, dict))
        if not url:
            return


def _model_files(rows: Iterator[dict[str, Any]]) -> tuple[list[HubFile], list[str]]:
    files: list[HubFile] = []
    parts = projectors = unknown = 0
    for row in rows:
        path = row.get("path")
        if row.get("type") != "file" or not isinstance(path, str) or not path.lower().endswith(".gguf"):
            continue
        file = _hub_file(path, row)
        if _SPLIT.search(path):
            parts += 1
        elif "mmproj" in path.lower() or "imatrix" in path.lower():
            projectors += 1
        elif file is None:
            unknown += 1
        else:
            files.append(file)
    left_out = []
    if parts:
        left_out.append("Files that are split into several parts (-00001-of-…) cannot be used.")
    if projectors:
        left_out.append("Files for pictures or for making other files (mmproj, imatrix) are no models to write with.")
    if unknown:
        left_out.append("Files without a checksum or with an odd name are left out.")
    return sorted(files, key=lambda file: (file.size, file.path)), left_out


def _hub_file(path: str, row: dict[str, Any]) -> HubFile | None:
    large = row.get("lfs")
    large = large if isinstance(large, dict) else {}
    size, sha256 = large.get("size", row.get("size")), large.get("oid")
    steps = path.split("/")
    odd = (
        not path.isprintable() or "\\" in path or any(step in ("", ".", "..") for step in steps) or steps[-1][0] == "."
    )
    if odd or len(steps[-1]) > 200 or not isinstance(size, int) or isinstance(size, bool) or size <= 0:
        return None
    if not isinstance(sha256, str) or not re.fullmatch(r"[0-9a-f]{64}", sha256):
        return None
    return HubFile(path, size, sha256)


def _licence(about: dict[str, Any]) -> str:
    card, tags = about.get("cardData"), about.get("tags")
    said = card.get("license") if isinstance(card, dict) else None
    if not isinstance(said, str) and isinstance(tags, list):
        named = (tag.removeprefix("license:") for tag in tags if isinstance(tag, str) and tag.startswith("license:"))
        said = next(named, "")
    if said == "other" and isinstance(card, dict) and isinstance(card.get("license_name"), str):
        said = card["license_name"]
    return said[:80] if isinstance(said, str) and said.isprintable() else ""
