import pytest

from scriptwriter.domain.errors import BadModel
from scriptwriter.services import doctor


def by_name() -> dict[str, doctor.Finding]:
    return {finding.name: finding for finding in doctor.examine()}


def test_here_everything_needed_works():
    findings = by_name()
    assert all(finding.ok is not False for name, finding in findings.items() if name != "disk")
    assert findings["engine"].detail.startswith("opens scriptwriter")


def test_a_broken_model_says_how_to_mend_it(monkeypatch: pytest.MonkeyPatch):
    def broken(_entry: object) -> None:
        raise BadModel("The file is damaged.")

    monkeypatch.setattr("scriptwriter.services.models.inspect", broken)
    finding = by_name()["engine"]
    assert finding.ok is False
    assert finding.detail == "The file is damaged."
    assert finding.mend


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor, "_version", lambda package: None)
    findings = by_name()
    assert findings["window toolkit"].ok is False
    assert "pip install" in findings["llama.cpp"].mend
    assert findings["training"].ok is None
