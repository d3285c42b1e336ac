"""What the writer types, and what the hub says about a repository."""

import socket
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import BadInput, Failure, ScriptwriterError
from scriptwriter.services import hub as names
from scriptwriter.services import web
from scriptwriter.services.hub import HubName
from scriptwriter.services.quantization import Machine, fits, quantization_of, suggested
from tests.hub_server import REVISION, Hub

BIG = Machine(64_000_000_000, 16)
LAPTOP = Machine(8_000_000_000, 4)
REPO = "Qwen/Qwen3-0.6B-GGUF"
SITE = "https://huggingface.co"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (REPO, HubName(REPO)),
        (f"  '{REPO}' ", HubName(REPO)),
        (f"{REPO}:Qwen3-0.6B-Q8_0.gguf", HubName(REPO, file="Qwen3-0.6B-Q8_0.gguf")),
        (f"{REPO}:q4_k_m", HubName(REPO, quant="Q4_K_M")),
        (f"{SITE}/{REPO}", HubName(REPO)),
        (f"{SITE}/{REPO}/", HubName(REPO)),
        (f"huggingface.co/{REPO}:Q8_0", HubName(REPO, quant="Q8_0")),
        (f"hf.co/{REPO}", HubName(REPO)),
        (f"{SITE}/{REPO}/tree/main", HubName(REPO)),
        (f"{SITE}/{REPO}/tree/dev", HubName(REPO, revision="dev")),
        (f"{SITE}/{REPO}/blob/main/a%20b/x.gguf", HubName(REPO, file="a b/x.gguf")),
        (f"{SITE}/{REPO}/resolve/abc123/x.gguf?download=true", HubName(REPO, file="x.gguf", revision="abc123")),
        ("gpt2-Q8_0.gguf", Path("gpt2-Q8_0.gguf")),
        ("models/own.gguf", Path("models/own.gguf")),
        ("~/models/own.gguf", Path("~/models/own.gguf")),
        ("./owner/name", Path("./owner/name")),
        ("/abs/own", Path("/abs/own")),
        ("file:///home/me/a%20b.gguf", Path("/home/me/a b.gguf")),
        (r"C:\models\own.gguf", Path(r"C:\models\own.gguf")),
    ],
)
def test_names_and_files(typed: str, wanted: object):
    assert names.parse(typed) == wanted


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Give a model file"),
        ("a\x00b", "Give a model file"),
        ("ftp://huggingface.co/a/b", "begins with https://"),
        ("https://example.org/a/b", "not the hub"),
        ("https://huggingface.co.evil.org/a/b", "not the hub"),
        ("https://huggingface.co@evil.org/a/b", "not the hub"),
        (f"{SITE}/datasets/a/b", "one of the hub's datasets"),
        (f"{SITE}/gpt2", "not a model's page"),
        (f"{SITE}/a/../b", "not a model's page"),
        (f"{SITE}/{REPO}/blob/main/config.json", "neither a GGUF file"),
        (f"{REPO}:nonsense", "neither a GGUF file"),
    ],
)
def test_what_is_neither(typed: str, words: str):
    with pytest.raises(BadInput, match=words):
        names.parse(typed)


def test_a_folder_that_is_there_is_no_name_on_the_hub(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert names.parse("owner/name") == HubName("owner/name")
    (tmp_path / "owner" / "name").mkdir(parents=True)
    assert names.parse("owner/name") == Path("owner/name")


@given(st.text(max_size=400))
def test_anything_can_be_typed(typed: str):
    try:
        found = names.parse(typed)
    except BadInput as error:
        assert "\n" not in str(error)
        return
    if isinstance(found, HubName):
        owner, _, name = found.repository.partition("/")
        assert owner
        assert name
        assert not set(found.repository) & set(" ?#%\\")
        assert ".." not in found.repository.split("/")


@given(
    st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,20}/[A-Za-z0-9][A-Za-z0-9_-]{0,20}", fullmatch=True),
    st.sampled_from(["", "Q4_K_M", "x-Q8_0.gguf"]),
)
def test_an_address_means_the_same_as_its_name(repository: str, suffix: str):
    typed = f"{repository}:{suffix}" if suffix else repository
    assert names.parse(typed) == names.parse(f"{SITE}/{typed}")


def test_a_file_or_a_quantization_named_apart():
    assert names.narrowed(HubName(REPO, quant="Q8_0"), "", "q4_0") == HubName(REPO, quant="Q4_0")
    assert names.narrowed(HubName(REPO, revision="x"), "a.gguf", "") == HubName(REPO, file="a.gguf", revision="x")
    assert names.narrowed(HubName(REPO, quant="Q8_0"), "", "") == HubName(REPO, quant="Q8_0")
    for file, quant in (("a.gguf", "Q8_0"), ("config.json", ""), ("", "fast")):
        with pytest.raises(BadInput):
            names.narrowed(HubName(REPO), file, quant)


# -- what suits the machine ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("Qwen3-4B-Q4_K_M.gguf", "Q4_K_M"),
        ("smollm2-360m-instruct-q8_0.gguf", "Q8_0"),
        ("mistral-7b-v0.1.Q5_K_S.gguf", "Q5_K_S"),
        ("Qwen3-4B-UD-IQ2_XXS.gguf", "IQ2_XXS"),
        ("model-BF16.gguf", "BF16"),
        ("gpt-oss-20b-mxfp4.gguf", "MXFP4"),
        ("own.gguf", ""),
        ("Q4ever.gguf", ""),
    ],
)
def test_the_quantization_of_a_name(file: str, kind: str):
    assert quantization_of(file) == kind


def sizes(parameters: float) -> list[tuple[str, int]]:
    bits = {"Q2_K": 3.0, "Q4_K_M": 4.9, "Q5_K_M": 5.7, "Q8_0": 8.5, "F16": 16.0}
    return [(f"m-{kind}.gguf", round(parameters * per / 8)) for kind, per in bits.items()]


@pytest.mark.parametrize(
    ("parameters", "machine", "kind"),
    [
        (0.6e9, LAPTOP, "Q8_0"),
        (1.7e9, BIG, "Q5_K_M"),
        (1.7e9, LAPTOP, "Q4_K_M"),
        (8e9, BIG, "Q4_K_M"),
        (8e9, Machine(6_000_000_000, 4), "Q2_K"),
        (70e9, LAPTOP, "Q2_K"),  # nothing fits: the smallest
    ],
)
def test_what_suits_a_machine(parameters: float, machine: Machine, kind: str):
    files = sizes(parameters)
    assert quantization_of(files[suggested(files, machine)][0]) == kind


@given(
    st.lists(st.tuples(st.sampled_from(["a-Q4_K_M.gguf", "b.gguf", "c-F16.gguf"]), st.integers(1, 10**11)), min_size=1),
    st.integers(10**9, 10**12),
    st.integers(1, 64),
)
def test_what_is_suggested_fits_if_anything_does(files: list[tuple[str, int]], memory: int, cores: int):
    machine = Machine(memory, cores)
    found = files[suggested(files, machine)]
    assert fits(found[1], machine) == any(fits(size, machine) for _, size in files)


# -- what the hub says ---------------------------------------------------------------------------------


def look_up(name: HubName) -> names.Repository:
    return names.look_up(name, CancelToken())


def test_a_repository(hub: Hub):
    hub.files = {"b-Q8_0.gguf": b"GGUF" + bytes(90), "folder/a-Q4_K_M.gguf": b"GGUF" + bytes(50), "README.md": b"x"}
    hub.page_size = 2
    found = look_up(HubName(hub.repository))
    assert (found.revision, found.licence, found.gated) == (REVISION, "apache-2.0", False)
    assert [(file.name, file.size, file.quant) for file in found.files] == [
        ("a-Q4_K_M.gguf", 54, "Q4_K_M"),
        ("b-Q8_0.gguf", 94, "Q8_0"),
    ]
    assert found.address(found.files[0]) == f"{hub.url}/{hub.repository}/resolve/{REVISION}/folder/a-Q4_K_M.gguf"
    assert names.choose(found, HubName(hub.repository), LAPTOP).quant == "Q8_0"
    assert names.choose(found, HubName(hub.repository, quant="q4_k_m"), LAPTOP).name == "a-Q4_K_M.gguf"
    assert names.choose(found, HubName(hub.repository, file="A-q4_k_m.gguf"), LAPTOP).name == "a-Q4_K_M.gguf"
    with pytest.raises(BadInput, match="has no Q6_K; there is Q4_K_M, Q8_0"):
        names.choose(found, HubName(hub.repository, quant="Q6_K"), LAPTOP)
    with pytest.raises(BadInput, match="several parts"):
        names.choose(found, HubName(hub.repository, file="x-00001-of-00002.gguf"), LAPTOP)


def test_what_is_no_model_is_left_out_and_told(hub: Hub):
    data = b"GGUF" + bytes(50)
    hub.files = dict.fromkeys(
        ["x-Q4_0.gguf", "x-Q8_0-00001-of-00002.gguf", "mmproj-F16.gguf", "../../evil.gguf", ".hidden.gguf", "bad.gguf"],
        data,
    )
    hub.told = {"bad.gguf": {"lfs": {"oid": "no checksum", "size": 54}}}
    found = look_up(HubName(hub.repository))
    assert [file.name for file in found.files] == ["x-Q4_0.gguf"]
    assert [line.split()[0] for line in found.left_out] == ["Files", "Files", "Files"]
    assert "00001" in found.left_out[0]
    assert "mmproj" in found.left_out[1]


@pytest.mark.parametrize("files", [{}, {"model.safetensors": b"x"}])
def test_a_repository_without_models(hub: Hub, files: dict[str, bytes]):
    hub.files = files
    with pytest.raises(BadInput, match="no GGUF files"):
        look_up(HubName(hub.repository))


def test_only_parts(hub: Hub):
    hub.files = {"x-00001-of-00002.gguf": b"GGUF"}
    with pytest.raises(BadInput, match="split into several parts"):
        look_up(HubName(hub.repository))


def test_licences(hub: Hub):
    hub.files = {"x.gguf": b"GGUF" + bytes(50)}
    hub.about = {"cardData": None, "tags": ["gguf", "license:mit"]}
    assert look_up(HubName(hub.repository)).licence == "mit"
    hub.about = {"cardData": {"license": "other", "license_name": "own-terms"}, "gated": "auto"}
    found = look_up(HubName(hub.repository))
    assert (found.licence, found.gated) == ("own-terms", True)
    hub.about = {"cardData": ["odd"], "tags": "odd"}
    assert look_up(HubName(hub.repository)).licence == ""


@pytest.mark.parametrize("about", [{"sha": None}, {"sha": "../x"}, {"sha": 7}])
def test_an_answer_of_another_kind(hub: Hub, about: dict[str, object]):
    hub.about = about
    with pytest.raises(Failure, match="a hub for models does not give"):
        look_up(HubName(hub.repository))


def test_there_is_no_such_repository(hub: Hub, monkeypatch):
    with pytest.raises(BadInput, match=r"There is no nobody/nothing on 127\.0\.0\.1.*or it is private"):
        look_up(HubName("nobody/nothing"))
    monkeypatch.setenv("HF_TOKEN", "hf_own")
    with pytest.raises(Failure, match="does not accept your access token"):
        look_up(HubName("nobody/nothing"))


@pytest.mark.parametrize(
    ("status", "headers", "words"),
    [
        (403, {}, "is gated: open http://127.0.0.1:.*/owner/Tiny-GGUF in a browser"),
        (401, {"X-Error-Code": "GatedRepo"}, "is gated"),
        (404, {}, "There is no owner/Tiny-GGUF"),
        (429, {"Retry-After": "300"}, "try again in 5 minutes"),
        (429, {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}, "try again in a minute"),
        (500, {}, "answered with an error \\(500"),
    ],
)
def test_refusals_are_one_clear_line(hub: Hub, status: int, headers: dict[str, str], words: str):
    hub.api_status, hub.status_headers = status, headers
    with pytest.raises(ScriptwriterError, match=words) as error:
        look_up(HubName(hub.repository))
    assert "\n" not in str(error.value)


def test_nobody_answers(monkeypatch):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{free.getsockname()[1]}")
    with pytest.raises(Failure, match=r"cannot be reached .*are you online"):
        look_up(HubName("a/b"))


def test_a_look_up_that_is_cancelled_does_not_wait(monkeypatch):
    monkeypatch.setattr(web, "TIMEOUT_SECONDS", 3600)
    token, got = CancelToken(), []
    with socket.create_server(("127.0.0.1", 0)) as silent:

        def take_and_say_nothing() -> None:
            got.append(silent.accept()[0])
            got[0].recv(1)  # the question has come, so somebody waits for the answer
            token.set()

        waiting = threading.Thread(target=take_and_say_nothing)
        waiting.start()
        with pytest.raises(web.Stopped), web.ask(f"http://127.0.0.1:{silent.getsockname()[1]}/", token):
            raise AssertionError("nobody has answered")
        waiting.join()
        got[0].close()


# -- the key -------------------------------------------------------------------------------------------


def test_the_key_comes_from_the_environment_or_the_hubs_own_file(hub: Hub, user_home: Path, monkeypatch):
    hub.files = {"x.gguf": b"GGUF" + bytes(50)}
    look_up(HubName(hub.repository))
    assert "authorization" not in hub.asked[-1].headers
    file = user_home / ".cache" / "huggingface" / "token"
    file.parent.mkdir(parents=True)
    file.write_text("hf_file\n")
    look_up(HubName(hub.repository))
    assert hub.asked[-1].headers["authorization"] == "Bearer hf_file"
    monkeypatch.setenv("HF_TOKEN", " hf_own ")
    look_up(HubName(hub.repository))
    assert hub.asked[-1].headers["authorization"] == "Bearer hf_own"
    monkeypatch.delenv("HF_TOKEN")
    file.write_bytes(b"\xff\xfe two words\n")
    assert names.token() == ""


# -- addresses -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/x",
        "ftp://example.org/x",
        "file:///etc/passwd",
        "http:///x",
        "http://127.0.0.1.example.org/x",
    ],
)
def test_nothing_is_asked_over_an_open_line(url: str, monkeypatch):
    monkeypatch.delenv("HF_ENDPOINT", raising=False)
    with pytest.raises(BadInput):
        web.check_address(url)


def test_an_open_line_to_this_machine_or_to_the_named_hub(monkeypatch):
    for url in ("http://localhost:80/x", "http://127.0.0.1/x", "http://[::1]:8/x", "https://example.org/x"):
        web.check_address(url)
    monkeypatch.setenv("HF_ENDPOINT", "http://hub.example:8080/")
    web.check_address("http://hub.example:8080/x")
    with pytest.raises(BadInput, match="without encryption"):
        web.check_address("http://hub.example/x")
    monkeypatch.setenv("HF_ENDPOINT", "hub.example")
    with pytest.raises(BadInput, match="HF_ENDPOINT is not an address"):
        web.endpoint()


def test_the_systems_proxy_is_used_but_not_for_this_machine(hub: Hub, monkeypatch):
    hub.files = {"x.gguf": b"GGUF" + bytes(50)}
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    look_up(HubName(hub.repository))
    monkeypatch.setenv("http_proxy", hub.url)
    monkeypatch.setenv("HF_ENDPOINT", "http://hub.example")
    assert look_up(HubName(hub.repository)).page() == f"http://hub.example/{hub.repository}"
    assert hub.asked[-2].path == f"http://hub.example/api/models/{hub.repository}"
