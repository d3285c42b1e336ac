"""Write packaging/lock/*.txt anew: every package that program, tests and training pull in, pinned.

    .venv/bin/python packaging/dev/lock.py

Nothing is installed. Run it after changing a version in pyproject.toml, then look at the difference.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ROOT / "packaging" / "lock"
#: What builds llama.cpp's wheel; installed into a throw-away environment.
BUILD_TOOLS = ["cmake>=3.31,<4.3", "ninja", "scikit-build-core[pyproject]", "pip", "wheel"]


def main() -> None:
    """Resolve and write all four locks; each later one keeps the pins of the one before."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    run = project["dependencies"]
    extras = project["optional-dependencies"]
    _write("run", run, None)
    _write("dev", run + extras["dev"] + extras["train"], "run")
    _write("train", run + extras["train"] + extras["realism"] + extras["serve"], "run")
    _write("build", BUILD_TOOLS, None)


def _write(name: str, requirements: list[str], base: str | None) -> None:
    constraints = ["-c", str(LOCKS / f"{base}.txt")] if base else []
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet"]
        subprocess.run([*command, "--report", str(report), *constraints, *requirements], check=True)
        packages = json.loads(report.read_text(encoding="utf-8"))["install"]
    pins = sorted(_pin(package["metadata"]) for package in packages)
    heading = "# Written by packaging/dev/lock.py; every package that is pulled in, pinned.\n"
    (LOCKS / f"{name}.txt").write_text(heading + "\n".join(pins) + "\n", encoding="utf-8")
    print(f"{name}: {len(pins)} packages")


def _pin(metadata: dict[str, str]) -> str:
    # A build's own mark (torch's "+cpu") is left out: any build of that version will do.
    return f"{metadata['name'].lower().replace('_', '-')}=={metadata['version'].partition('+')[0]}"


if __name__ == "__main__":
    main()
