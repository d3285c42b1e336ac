import dataclasses
import errno
import stat
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.domain.generation import USUAL_SAMPLING, sampling_for
from scriptwriter.services import paths
from scriptwriter.services import settings as module
from scriptwriter.services.settings import Settings, SettingsStore, check, describe, read_state, write_state


def written(text: str) -> SettingsStore:
    paths.settings_file().write_text(text, encoding="utf-8")
    return SettingsStore()


def test_defaults_without_a_file() -> None:
    store = SettingsStore()
    assert store.values == Settings()
    assert store.warnings == []
    assert not paths.settings_file().exists()


def test_every_setting_is_told_and_its_default_is_allowed() -> None:
    told = {description.name: description for description in describe()}
    assert set(told) == {item.name for item in dataclasses.fields(Settings)}
    for name, description in told.items():
        assert description.about.endswith(".")
        assert check(name, description.default) == description.default


@pytest.mark.parametrize("form", Form)
def test_samplers_are_as_suits_the_form_but_for_what_is_set(form: Form) -> None:
    assert sampling_for(form, Settings().sampling()) == USUAL_SAMPLING[form]
    chosen = Settings(temperature=0.3, seed=7).sampling()
    assert sampling_for(form, chosen) == replace(USUAL_SAMPLING[form], temperature=0.3, seed=7)
    assert Settings(temperature=0.0).sampling() == {"temperature": 0.0}


def test_changes_are_kept() -> None:
    SettingsStore().change(theme="dark", seed=7, temperature=1, continue_as_you_type=True)
    values = SettingsStore().values
    assert (values.theme, values.seed, values.temperature) == ("dark", 7, 1.0)
    assert values.continue_as_you_type is True
    assert stat.S_IMODE(paths.settings_file().stat().st_mode) == 0o600


def test_only_what_was_changed_is_written_with_its_meaning() -> None:
    SettingsStore().change(zoom=120, theme="system")
    text = paths.settings_file().read_text()
    assert tomllib.loads(text) == {"version": module.VERSION, "zoom": 120}
    assert "# How large the page is shown" in text


def test_comments_unknown_keys_and_order_stay() -> None:
    before = '# mine\nfuture = [1, 2]  # keep\ntheme = "light" # I like it\n\n[plugins]\nspell = true\n'
    written(before).change(theme="dark", zoom=110)
    after = paths.settings_file().read_text()
    for line in (
        "# mine",
        "future = [1, 2]  # keep",
        'theme = "dark" # I like it',
        "[plugins]",
        "spell = true",
    ):
        assert line in after
    assert tomllib.loads(after)["zoom"] == 110
    assert tomllib.loads(after)["plugins"] == {"spell": True}
    assert SettingsStore().values == Settings(theme="dark", zoom=110)


def test_random_seed_again() -> None:
    SettingsStore().change(seed=7)
    SettingsStore().change(seed=None)
    store = SettingsStore()
    assert store.values.seed is None
    assert store.warnings == []


@pytest.mark.parametrize(
    "line",
    [
        'theme = "pink"',
        "theme = 1",
        "zoom = 5",
        "zoom = 100.5",
        "zoom = true",
        "top_p = nan",
        "top_p = 2",
        'temperature = "hot"',
        "continue_as_you_type = 1",
        "seed = -1",
        'model = "a\\nb"',
        f'genre = "{"x" * 300}"',
        "max_words = [1]",
    ],
)
def test_bad_value_counts_as_the_default_with_one_line(line: str) -> None:
    store = written(f"{line}\nfont_size = 14\n")
    assert store.values == Settings(font_size=14)
    (warning,) = store.warnings
    assert line.partition(" ")[0] in warning
    assert "\n" not in warning


@pytest.mark.parametrize("text", ["theme = ", "= 1", "a = 1\na = 2", "\0", "[" * 5000])
def test_broken_file_is_told_and_put_aside_at_the_next_change(text: str) -> None:
    store = written(text)
    assert store.values == Settings()
    assert len(store.warnings) == 1
    assert paths.settings_file().read_text() == text
    store.change(theme="dark")
    assert SettingsStore().values == Settings(theme="dark")
    assert paths.settings_file().with_suffix(".broken.toml").read_text() == text


def test_file_that_is_not_utf8() -> None:
    paths.settings_file().write_bytes(b'genre = "com\xe9die"\n')
    store = SettingsStore()
    assert len(store.warnings) == 1
    store.change(zoom=110)
    assert SettingsStore().values.zoom == 110


def test_two_windows_do_not_undo_each_other() -> None:
    one, two = SettingsStore(), SettingsStore()
    one.change(theme="dark")
    two.change(zoom=110)
    assert SettingsStore().values == Settings(theme="dark", zoom=110)


def test_wrong_changes_are_refused_whole() -> None:
    store = SettingsStore()
    with pytest.raises(BadInput, match="zoom"):
        store.change(theme="dark", zoom=1)
    with pytest.raises(BadInput, match="no setting named 'colour'"):
        store.change(colour="red")
    assert store.values == Settings()


def test_reset() -> None:
    store = SettingsStore()
    store.change(theme="dark", seed=3)
    assert store.reset() == Settings()
    assert SettingsStore().values == Settings()


def test_full_disk_keeps_the_file_and_the_new_values(monkeypatch: pytest.MonkeyPatch) -> None:
    store = written('theme = "light"\n')

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("scriptwriter.services.atomic.os.fsync", full)
    with pytest.raises(Failure, match="the disk is full"):
        store.change(theme="dark")
    assert paths.settings_file().read_text() == 'theme = "light"\n'
    assert store.values.theme == "dark"


def test_no_folder_for_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    monkeypatch.setenv("SCRIPTWRITER_HOME", str(in_the_way))
    store = SettingsStore()
    assert len(store.warnings) == 1
    with pytest.raises(Failure, match="until the end only"):
        store.change(theme="dark")
    assert store.values.theme == "dark"


def test_migration_runs_when_reading_and_when_saving(monkeypatch: pytest.MonkeyPatch) -> None:
    def rename(table) -> None:
        if "colours" in table:
            table["theme"] = table.pop("colours")

    monkeypatch.setattr(module, "VERSION", 3)
    monkeypatch.setattr(module, "_MIGRATIONS", {1: rename})
    store = written('version = 1\ncolours = "dark"\n')
    assert store.values.theme == "dark"
    assert store.warnings == []
    store.change(zoom=110)
    table = tomllib.loads(paths.settings_file().read_text())
    assert table == {"version": 3, "theme": "dark", "zoom": 110}


def test_file_of_a_newer_version_is_read_as_far_as_it_is_known() -> None:
    store = written(f'version = {module.VERSION + 1}\ntheme = "dark"\nfuture = 1\n')
    assert store.values.theme == "dark"
    assert "newer version" in store.warnings[0]
    store.change(zoom=110)
    table = tomllib.loads(paths.settings_file().read_text())
    assert table["version"] == module.VERSION + 1
    assert table["future"] == 1


def test_version_that_is_no_number() -> None:
    store = written('version = "x"\ntheme = "dark"\n')
    assert store.values.theme == "dark"
    assert len(store.warnings) == 1


def test_state_is_kept_apart() -> None:
    assert read_state() == {}
    write_state({"window": "AdnQ"})
    assert read_state() == {"window": "AdnQ"}
    assert not paths.settings_file().exists()
    paths.state_file().write_text('["no table"]')
    assert read_state() == {}
    paths.state_file().write_text('{"window": 1, "panel": "x"}')
    assert read_state() == {"panel": "x"}


def test_reading_settings_is_light() -> None:
    code = "import sys, scriptwriter.services.settings as s; s.SettingsStore(); print('tomlkit' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
