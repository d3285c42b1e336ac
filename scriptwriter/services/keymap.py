"""The writer's own keys, by the names of the actions. What is not there has its usual keys."""

import json
import logging
from collections.abc import Mapping

from scriptwriter.domain.errors import Failure
from scriptwriter.services import paths
from scriptwriter.services.atomic import reason, write_atomically

_log = logging.getLogger(__name__)


def load() -> dict[str, str]:
    """Names and keys as Qt writes them; an empty string means that the action has none."""
    try:
        table = json.loads((paths.config_dir() / "keys.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (Failure, OSError, ValueError) as error:
        _log.warning("The keys could not be read: %s", type(error).__name__)
        return {}
    if not isinstance(table, dict):
        return {}
    return {name: keys for name, keys in table.items() if isinstance(keys, str)}


def save(keys: Mapping[str, str]) -> None:
    """Raises ``Failure`` when the disk refuses."""
    file = paths.config_dir() / "keys.json"
    try:
        write_atomically(file, json.dumps(dict(keys), indent=1).encode(), 0o600)
    except OSError as error:
        raise Failure(f"The keys could not be saved to {file}: {reason(error)}.") from error


def conflicts(keys: Mapping[str, str]) -> dict[str, list[str]]:
    """Keys that more than one action has, with the names of those; ``keys`` are all keys that count."""
    users: dict[str, list[str]] = {}
    for name, sequence in keys.items():
        if sequence:
            users.setdefault(sequence, []).append(name)
    return {sequence: names for sequence, names in users.items() if len(names) > 1}
