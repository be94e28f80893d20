"""`python -m appliance.gateway`: the gateway as a process, until SIGTERM."""

from __future__ import annotations

import sys

import structlog
import uvicorn

from appliance.assembly import Assembly
from appliance.gateway.app import create_app
from appliance.settings import read_settings
from ops.fault import Fault
from ops.logs import write_json_logs

# How long a thread that computes keeps the interpreter when another one wants it. With Python's own 5 ms a
# computed answer waits at each of its few hand-overs: six times its own work while others search.
_SWITCH_SECONDS = 0.0005


def main() -> int:
    write_json_logs()
    sys.setswitchinterval(_SWITCH_SECONDS)
    try:
        settings = read_settings()
        app = create_app(Assembly(settings))
    except Fault as fault:
        structlog.get_logger().error(
            "not started", key=fault.key, sentence=fault.sentence, remedy=fault.remedy
        )
        return 1
    # No access log: it would hold citizens' addresses.
    uvicorn.run(
        app,
        host=settings.gateway.host,
        port=settings.gateway.port,
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
