"""Downloading over real sockets: whatever happens on the way, all of the file comes, or a part to go on with."""

import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import Failure, ScriptwriterError
from scriptwriter.services import download, part, web
from scriptwriter.services.part import Progress, Source, Stage
from tests.hub_server import REVISION, Hub

ROOT = Path(__file__).parents[2]
NAME = "tiny-Q8_0.gguf"
DATA = b"GGUF" + bytes(range(256)) * 6000  # some blocks of a download
HALF = len(DATA) // 2


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch) -> None:
    monkeypatch.setattr(download, "WAITS", (0.0, 0.0))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "models"
    made.mkdir()
    return made


@pytest.fixture
def other_host() -> Iterator[Hub]:
    served = Hub()
    yield served
    served.close()


def source(hub: Hub, data: bytes = DATA) -> Source:
    hub.files.setdefault(NAME, data)
    url = f"{hub.url}/{hub.repository}/resolve/{REVISION}/{NAME}"
    return Source(url, hashlib.sha256(data).hexdigest(), len(data), hub.repository, REVISION, NAME, "mit")


class Watch:
    """What is told of a download; it can be stopped at so many bytes."""

    def __init__(self, stop_at: int = -1) -> None:
        self.token, self.told = CancelToken(), []
        self._stop_at = stop_at

    def __call__(self, progress: Progress) -> None:
        self.told.append(progress)
        if 0 <= self._stop_at <= progress.done:
            self.token.set()


def fetch(wanted: Source, folder: Path, watch: Watch | None = None) -> Path:
    watch = watch or Watch()
    return download.fetch(wanted, folder / NAME, watch.token, watch)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def half_done(hub: Hub, folder: Path) -> Source:
    """A download of which half is there."""
    wanted = source(hub)
    hub.drop_after = [HALF, 0, 0, 0]
    with pytest.raises(Failure, match="broken off"):
        fetch(wanted, folder)
    hub.asked.clear()
    assert (folder / f"{NAME}.part").read_bytes() == DATA[:HALF]
    return wanted


def whole(made: Path, folder: Path) -> bool:
    download.settle(made, folder / NAME)
    return names(folder) == [NAME] and (folder / NAME).read_bytes() == DATA


def test_a_file_comes_and_nothing_else(hub: Hub, folder: Path):
    watch = Watch()
    made = fetch(source(hub), folder, watch)
    assert names(folder) == [f"{NAME}.part", f"{NAME}.part.json"]
    assert whole(made, folder)
    done = [progress.done for progress in watch.told]
    assert done == sorted(done)
    assert (watch.told[-1].done, watch.told[-1].total) == (len(DATA), len(DATA))
    assert len(hub.file_requests()) == 1


def test_a_connection_that_breaks_is_taken_up_where_it_broke(hub: Hub, folder: Path):
    hub.drop_after = [700_000, 300_000, 0]
    assert whole(fetch(source(hub), folder), folder)
    asked = [request.headers.get("range") for request in hub.file_requests()]
    assert asked == [None, "bytes=700000-", "bytes=1000000-", "bytes=1000000-"]
    assert hub.file_requests()[1].headers["if-range"] == hub.etag


def test_a_line_that_stays_dead_is_told_and_the_part_stays(hub: Hub, folder: Path):
    half_done(hub, folder)
    assert names(folder) == [f"{NAME}.part", f"{NAME}.part.json"]
    (begun,) = download.unfinished(folder)
    assert (begun.target, begun.done, begun.source) == (folder / NAME, HALF, source(hub))


def test_stopped_and_gone_on_with(hub: Hub, folder: Path):
    wanted, watch = source(hub), Watch(stop_at=1)
    hub.hold_after = HALF
    with pytest.raises(web.Stopped, match="goes on"):
        fetch(wanted, folder, watch)
    assert 0 < (folder / f"{NAME}.part").stat().st_size <= HALF
    assert names(folder) == [f"{NAME}.part", f"{NAME}.part.json"]
    hub.held.set()
    have, again = (folder / f"{NAME}.part").stat().st_size, Watch()
    assert whole(fetch(wanted, folder, again), folder)
    assert hub.file_requests()[-1].headers["range"] == f"bytes={have}-"
    assert again.told[0].stage is Stage.CHECKING


def test_stopped_while_nothing_comes(hub: Hub, folder: Path, monkeypatch):
    """The socket is shut: nobody waits until the server has something to say."""
    monkeypatch.setattr(web, "TIMEOUT_SECONDS", 3600)
    wanted, watch = source(hub), Watch()
    hub.hold_after = 0
    stopper = threading.Thread(target=lambda: (hub.reached_hold.wait(), watch.token.set()))
    stopper.start()
    with pytest.raises(web.Stopped):
        fetch(wanted, folder, watch)
    stopper.join()
    assert names(folder) == []


CHILD = """
import sys
from pathlib import Path
from scriptwriter.domain.cancel import CancelToken
from scriptwriter.services import download
from scriptwriter.services.part import Source
url, sha, size, folder = sys.argv[1:]
source = Source(url, sha, int(size), "owner/Tiny-GGUF", "rev", "tiny-Q8_0.gguf", "mit")
download.fetch(source, Path(folder) / "tiny-Q8_0.gguf", CancelToken(), lambda p: print(p.done, flush=True))
"""


def test_killed_and_gone_on_with(hub: Hub, folder: Path):
    wanted = source(hub)
    hub.hold_after = HALF
    command = [sys.executable, "-c", CHILD, wanted.url, wanted.sha256, str(wanted.size), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}) as child:
        assert child.stdout is not None
        assert int(child.stdout.readline()) > 0  # it has begun, and waits for the rest
        child.kill()
    assert names(folder) == [f"{NAME}.part", f"{NAME}.part.json"]
    hub.hold_after = -1
    hub.held.set()
    have = (folder / f"{NAME}.part").stat().st_size
    assert 0 < have <= HALF
    assert whole(fetch(wanted, folder), folder)
    assert hub.file_requests()[-1].headers["range"] == f"bytes={have}-"


def test_a_server_without_ranges_begins_anew(hub: Hub, folder: Path):
    wanted = half_done(hub, folder)
    hub.drop_after, hub.ranges = [], False
    assert whole(fetch(wanted, folder), folder)
    assert hub.file_requests()[0].headers["range"] == f"bytes={HALF}-"


def test_a_file_that_the_server_has_changed_begins_anew(hub: Hub, folder: Path):
    wanted = half_done(hub, folder)
    hub.drop_after, hub.etag = [], '"two"'
    assert whole(fetch(wanted, folder), folder)
    assert hub.file_requests()[0].headers["if-range"] == '"one"'


def test_a_server_without_marks_is_trusted_to_the_checksum(hub: Hub, folder: Path):
    hub.etag = 'W/"weak"'
    wanted = half_done(hub, folder)
    hub.drop_after = []
    assert whole(fetch(wanted, folder), folder)
    assert "if-range" not in hub.file_requests()[0].headers


def test_another_range_than_was_asked_for_begins_anew(hub: Hub, folder: Path):
    wanted = half_done(hub, folder)
    hub.drop_after, hub.range_answer = [], f"bytes 0-{len(DATA) - 1}/{len(DATA)}"
    assert whole(fetch(wanted, folder), folder)
    assert [request.headers.get("range") for request in hub.file_requests()] == [f"bytes={HALF}-", None]


def test_the_hub_has_another_file_now(hub: Hub, folder: Path):
    half_done(hub, folder)
    hub.drop_after, hub.files[NAME] = [], DATA[:-4] + b"next"
    made = fetch(source(hub, hub.files[NAME]), folder)
    assert made.read_bytes() == hub.files[NAME]
    assert "range" not in hub.file_requests()[0].headers


def test_a_wrong_checksum_is_told_and_nothing_stays(hub: Hub, folder: Path):
    wanted = source(hub)
    hub.files[NAME] = DATA[:-1] + b"x"
    with pytest.raises(Failure, match="another checksum"):
        fetch(wanted, folder)
    assert names(folder) == []


def test_a_part_that_was_damaged_meanwhile_is_noticed(hub: Hub, folder: Path):
    wanted = half_done(hub, folder)
    hub.drop_after = []
    (folder / f"{NAME}.part").write_bytes(bytes(HALF))
    with pytest.raises(Failure, match="another checksum"):
        fetch(wanted, folder)
    assert names(folder) == []
    assert whole(fetch(wanted, folder), folder)


def test_a_part_that_is_whole_needs_no_network(hub: Hub, folder: Path):
    wanted = source(hub)
    fetch(wanted, folder)
    hub.asked.clear()
    assert whole(fetch(wanted, folder), folder)
    assert hub.asked == []


@pytest.mark.parametrize("answer", [b"<html>Log in to the hotel's network</html>", b"GGUF" + bytes(10)])
def test_a_page_in_place_of_the_file(hub: Hub, folder: Path, answer: bytes):
    wanted = source(hub)
    hub.answer = answer
    with pytest.raises(Failure, match="sends something else"):
        fetch(wanted, folder)
    assert names(folder) == []


def test_something_of_the_same_size_that_is_no_model(hub: Hub, folder: Path):
    wanted = source(hub)
    hub.files[NAME] = b"MZ" + DATA[2:]
    with pytest.raises(Failure, match="no GGUF model file"):
        fetch(wanted, folder)
    assert names(folder) == []


# -- other hosts ---------------------------------------------------------------------------------------


def test_the_key_stays_with_the_hub(hub: Hub, other_host: Hub, folder: Path, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "hf_own")
    wanted = source(hub)
    hub.elsewhere, other_host.files = other_host, {NAME: DATA}
    other_host.drop_after = [HALF]
    assert whole(fetch(wanted, folder), folder)
    assert [request.headers.get("authorization") for request in hub.file_requests()] == ["Bearer hf_own"] * 2
    assert [request.headers.get("authorization") for request in other_host.asked] == [None, None]
    assert other_host.asked[1].headers["range"] == f"bytes={HALF}-"


@pytest.mark.parametrize("target", ["http://files.example/x", "file:///etc/passwd", "ftp://127.0.0.1/x"])
def test_redirects_to_where_nothing_is_asked(hub: Hub, folder: Path, target: str):
    wanted = source(hub)
    hub.redirect = target
    with pytest.raises(ScriptwriterError, match=r"https://|cannot be used"):
        fetch(wanted, folder)
    assert names(folder) == []


def test_going_round_in_circles_ends(hub: Hub, folder: Path):
    wanted = source(hub)
    hub.redirect = wanted.url
    with pytest.raises(Failure, match="302"):
        fetch(wanted, folder)


# -- refusals ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "headers", "words"),
    [
        (401, {"X-Error-Code": "GatedRepo"}, "is gated"),
        (403, {}, "is gated"),
        (404, {}, "There is no owner/Tiny-GGUF"),
        (429, {"Retry-After": "600"}, "try again in 10 minutes"),
        (410, {}, "answered with an error"),
    ],
)
def test_a_refusal_is_told_at_once(hub: Hub, folder: Path, status: int, headers: dict[str, str], words: str):
    wanted = source(hub)
    hub.status, hub.status_headers = [status, status], headers
    with pytest.raises(ScriptwriterError, match=words):
        fetch(wanted, folder)
    assert len(hub.file_requests()) == 1
    assert names(folder) == []


def test_passing_troubles_are_waited_out(hub: Hub, folder: Path):
    wanted = source(hub)
    hub.status = [503, 429]
    assert whole(fetch(wanted, folder), folder)
    assert len(hub.file_requests()) == 3


def test_a_range_that_the_server_does_not_like_begins_anew(hub: Hub, folder: Path):
    wanted = half_done(hub, folder)
    hub.drop_after, hub.status = [], [416]
    assert whole(fetch(wanted, folder), folder)
    assert [request.headers.get("range") for request in hub.file_requests()] == [f"bytes={HALF}-", None]


def test_waiting_for_the_next_try_can_be_stopped(hub: Hub, folder: Path, monkeypatch):
    monkeypatch.setattr(download, "WAITS", (3600.0,))
    wanted, watch = source(hub), Watch()
    hub.status = [503, 503]
    stopper = threading.Thread(target=lambda: (hub.refused.wait(), watch.token.set()))
    stopper.start()
    with pytest.raises(web.Stopped):
        fetch(wanted, folder, watch)
    stopper.join()
    assert len(hub.file_requests()) == 1


# -- the disk ------------------------------------------------------------------------------------------


def test_too_little_room_is_told_before_anything_is_asked(hub: Hub, folder: Path, monkeypatch):
    usage = shutil.disk_usage(folder)._replace(free=10_000_000)
    monkeypatch.setattr(part.shutil, "disk_usage", lambda _path: usage)
    wanted = source(hub)
    with pytest.raises(Failure, match="needs 2 MB more on the disk; 10 MB are free"):
        fetch(wanted, folder)
    assert hub.asked == []
    assert names(folder) == []


class _FullDisk:
    """A file on a disk that takes so many bytes."""

    def __init__(self, file, room: int) -> None:
        self._file, self._room = file, room

    def write(self, block: bytes) -> int:
        if len(block) > self._room:
            raise OSError(errno.ENOSPC, "No space left on device")
        self._room -= len(block)
        return self._file.write(block)

    def __getattr__(self, name: str):
        return getattr(self._file, name)


def test_a_disk_that_fills_up_meanwhile(hub: Hub, folder: Path, monkeypatch):
    begin = part.Part.begin

    def begin_on_full_disk(self, cancel, tell) -> None:
        begin(self, cancel, tell)
        self._file = _FullDisk(self._file, HALF)

    monkeypatch.setattr(part.Part, "begin", begin_on_full_disk)
    wanted = source(hub)
    with pytest.raises(Failure, match="the disk is full"):
        fetch(wanted, folder)
    have = (folder / f"{NAME}.part").stat().st_size
    assert 0 < have <= HALF
    monkeypatch.setattr(part.Part, "begin", begin)
    assert whole(fetch(wanted, folder), folder)
    assert hub.file_requests()[-1].headers["range"] == f"bytes={have}-"


def test_a_folder_that_cannot_be_written(hub: Hub, tmp_path: Path):
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    with pytest.raises(Failure, match="cannot be kept"):
        fetch(source(hub), in_the_way)


def test_one_download_of_a_file_at_a_time(hub: Hub, folder: Path):
    wanted = source(hub)

    def again(_progress: Progress) -> None:
        with pytest.raises(Failure, match="already"):
            fetch(wanted, folder)
        told.append(1)

    told: list[int] = []
    download.fetch(wanted, folder / NAME, CancelToken(), again)
    assert told


# -- how fast it goes ----------------------------------------------------------------------------------


def test_speed_and_time_left(monkeypatch):
    now, told = [100.0], []
    monkeypatch.setattr(download.time, "monotonic", lambda: now[0])
    meter = download.Meter(10_000, told.append)
    for second in range(5):
        now[0] = 100.0 + second
        meter.reached(1000 * (second + 1))
    assert told[0] == Progress(Stage.DOWNLOADING, 1000, 10_000)  # nothing is known yet
    assert told[-1] == Progress(Stage.DOWNLOADING, 5000, 10_000, 1000.0, 5.0)
    now[0] += 20.0
    meter.reached(5500)  # after a long break: it says no speed that is out of date
    assert told[-1].bytes_per_second == 0
    now[0] += 0.01
    meter.reached(5600)
    assert told[-1].done == 5500  # not so often
    meter.reached(10_000)
    assert told[-1].done == 10_000  # the end is always told
    meter.reached(10)  # begun anew
    now[0] += 1.0
    meter.reached(510)
    assert told[-1].bytes_per_second == 500


# -- what is there -------------------------------------------------------------------------------------


@pytest.mark.parametrize("card", [b"", b"[]", b"{}", b'{"url": 7}', b"\xff", b'{"size": "x"}'])
def test_a_card_that_nobody_can_read(hub: Hub, folder: Path, card: bytes):
    wanted = half_done(hub, folder)
    hub.drop_after = []
    (folder / f"{NAME}.part.json").write_bytes(card)
    assert download.unfinished(folder) == []
    assert whole(fetch(wanted, folder), folder)
    assert "range" not in hub.file_requests()[0].headers


def test_a_part_that_is_too_long(hub: Hub, folder: Path):
    wanted = half_done(hub, folder)
    hub.drop_after = []
    (folder / f"{NAME}.part").write_bytes(DATA + b"more")
    assert whole(fetch(wanted, folder), folder)


def test_forgetting(hub: Hub, folder: Path):
    half_done(hub, folder)
    part.forget(folder / NAME)
    assert names(folder) == []
    assert download.unfinished(folder / "nowhere") == []


def test_the_card_says_where_the_part_is_from(hub: Hub, folder: Path):
    wanted = half_done(hub, folder)
    card = json.loads((folder / f"{NAME}.part.json").read_text())
    assert (card["url"], card["revision"], card["etag"]) == (wanted.url, REVISION, hub.etag)
    assert (card["sha256"], card["size"]) == (wanted.sha256, wanted.size)
