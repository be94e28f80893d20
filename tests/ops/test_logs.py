"""Operators' logs hold no citizen's words."""

from __future__ import annotations

import json
import subprocess
import sys

LOGS = """
import structlog
from ops.logs import write_json_logs
write_json_logs()
def answer(question):
    raise ValueError("broken")
try:
    answer("Puis-je épouser mon cousin ?")
except ValueError as error:
    structlog.get_logger().error("unexpected", exc_info=error)
"""


def test_a_trace_names_the_place_and_never_the_values() -> None:
    ran = subprocess.run([sys.executable, "-c", LOGS], capture_output=True, text=True, check=True)
    line = json.loads(ran.stderr)
    assert (line["event"], line["level"]) == ("unexpected", "error")
    assert "broken" in ran.stderr
    assert "cousin" not in ran.stderr
