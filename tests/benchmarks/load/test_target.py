"""Which appliance is measured, as whom, and what it says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from appliance.gateway.access import local_token
from appliance.settings import GatewaySettings, Settings
from benchmarks.load.about import about, note_load_afterwards
from benchmarks.load.target import Target, target

if TYPE_CHECKING:
    from pathlib import Path

AWAY = "http://10.0.0.9:8080"
METRICS = """
# TYPE parvis_build_info gauge
parvis_build_info{version="0.9.1",profile="gpu-l4"} 1.0
# TYPE parvis_machine_memory_bytes gauge
parvis_machine_memory_bytes 6.8719476736e+10
# TYPE parvis_gpus gauge
parvis_gpus 2.0
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


@pytest.fixture
def token_file(tmp_path: Path) -> Path:
    file = tmp_path / "mairie.token"
    file.touch(mode=0o600)
    file.write_text("their-own\n")
    return file


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What each place answers; the requests' Authorization under `as`."""
    places = {
        "/readyz": '{"engine": "ready", "instance": "i", "deadline_seconds": 7.5}',
        "/metrics": METRICS,
    }

    def get(url: str, headers: dict[str, str], **_: object) -> httpx.Response:
        place = httpx.URL(url).path
        places["as"] = headers.get("Authorization", "")
        code = 200 if places[place] else 502
        return httpx.Response(code, text=places[place], request=httpx.Request("GET", url))

    monkeypatch.setattr("benchmarks.load.target.httpx.get", get)
    return places


@pytest.mark.parametrize("url", ["", "http://127.0.0.1:8080", "http://127.0.0.1:8080/"])
def test_this_machines_appliance_is_asked_as_its_administrator(settings: Settings, url: str) -> None:
    found = target(settings, url)
    assert (found.url, found.elsewhere) == ("http://127.0.0.1:8080", False)
    assert found.token == local_token(settings.run_folder)
    assert found.administered


def test_another_one_is_asked_as_a_citizen_without_its_token(settings: Settings) -> None:
    found = target(settings, AWAY)
    assert (found.elsewhere, found.administered, found.headers) == (True, False, {})


def test_another_one_is_asked_as_its_administrator_with_it(settings: Settings, token_file: Path) -> None:
    found = target(settings, f"{AWAY}/", token_file)
    assert (found.url, found.token, found.elsewhere) == (AWAY, "their-own", True)
    assert not (settings.run_folder / "local.token").exists()  # nothing was made here
    assert "their-own" not in repr(found)


def test_the_end_of_a_tunnel_is_another_machine(settings: Settings, token_file: Path) -> None:
    assert target(settings, settings.gateway_url, token_file).elsewhere
    assert not target(settings, "", token_file).elsewhere


def test_it_says_what_its_probes_tell(told: dict[str, str]) -> None:
    assert Target("http://user:secret@10.0.0.9:8080", "their-own", elsewhere=True).says() == {
        "url": AWAY,
        "asked_as": "administrator",
        "engine": "ready",
        "deadline_seconds": 7.5,
        "version": "0.9.1",
        "profile": "gpu-l4",
        "memory_gib": 64.0,
        "gpus": 2,
    }
    assert told["as"] == "Bearer their-own"


def test_what_it_does_not_tell_is_left_out(told: dict[str, str]) -> None:
    told["/metrics"] = ""
    assert Target(AWAY).metrics() is None
    assert "version" not in Target(AWAY).says()
    assert Target(AWAY).says()["asked_as"] == "citizen"


def test_the_askers_machine_is_never_told_as_the_appliances(told: dict[str, str], settings: Settings) -> None:
    report = about(settings, Target(AWAY, elsewhere=True))
    assert report["version"] == report["appliance"]["version"] == "0.9.1"
    assert not {"commit", "hardware", "settings", "manifest", "host_load_1min"} & set(report)
    note_load_afterwards(report)
    assert {"commit", "hardware", "host_load_1min", "host_load_1min_after"} <= set(report["asker"])
    assert "host_load_1min_after" not in report


def test_a_report_of_this_machine_is_as_before_and_has_the_appliances_own_words(
    told: dict[str, str],
) -> None:
    report = about(Settings(gateway=GatewaySettings(port=9)), Target(AWAY))
    note_load_afterwards(report)
    assert {"commit", "hardware", "settings", "manifest", "host_load_1min_after", "appliance"} <= set(report)
    assert "asker" not in report
