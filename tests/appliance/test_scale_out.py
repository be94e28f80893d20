"""Documents read on two machines are read as on one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from appliance.assembly import Assembly
from appliance.scale_out import reading_at
from appliance.settings import Settings
from inference.serving.tasks import spread
from ingest.sandbox import read_all
from ingest.settings import IngestSettings
from ops.fault import Fault
from tests.ingest.paper import Drawn, pdf, web_page

ROOT = Path(__file__).parents[2]
ALONE = ("unshare", "--map-root-user", "--net", "--pid", "--fork", "--kill-child", "--mount-proc", "--")


def test_without_an_address_this_machine_reads() -> None:
    assert reading_at("") is read_all


@pytest.mark.parametrize("address", ["127.0.0.1:9", "ray://127.0.0.1:9", "ici"])
def test_a_cluster_that_does_not_answer_is_told(address: str) -> None:
    with pytest.raises(Fault, match="ne répondent pas"):
        list(spread(str, [1], address))


def test_the_setting_decides_where_the_appliance_reads(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home", ingest=IngestSettings(ray_address="127.0.0.1:9"))
    assembled = Assembly(settings)
    assembled.communes.add("valbrume", "Valbrume", "99001")
    with pytest.raises(Fault, match="ne répondent pas"):
        assembled.pipeline.ingest([web_page(tmp_path / "a.html", "Une page.")], "valbrume")
    assembled.release()


def test_two_machines_read_as_one(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    for number in range(4):
        web_page(folder / f"{number}.html", f"La page {number}.")
    pdf(folder / "a.pdf", [Drawn(72, 700, 12, "Article 1")])
    (folder / "vide.pdf").write_bytes(b"%PDF-1.4 ")
    with zipfile.ZipFile(folder / "dossier.zip", "w") as archive:
        archive.writestr("une/page.html", "<html><body><p>Dedans.</p></body></html>")
    script = [sys.executable, "-m", "tests.appliance.two_nodes", str(folder)]
    done = subprocess.run(
        [*ALONE, *script], cwd=ROOT, capture_output=True, text=True, timeout=280, check=False, env=_quiet()
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["nodes"] == 2
    assert len(told["here"]) == 7
    assert told["there"] == told["here"]
    assert told["fault"] == "document.broken"


def _quiet() -> dict[str, str]:
    return os.environ | {"RAY_USAGE_STATS_ENABLED": "0", "RAY_DEDUP_LOGS": "0"}
