"""`python -m benchmarks.compare.without LEVER FILE`: the gateway with one lever off, or `nothing` off.

All else is what citizens are served. Each prompt is written to FILE, one JSON object a line.
"""

from __future__ import annotations

import sys
from pathlib import Path

from appliance.assembly import Assembly
from appliance.settings import read_settings
from benchmarks.compare.levers import salt_of, switch_off
from benchmarks.measuring_gateway import MeasuredEngine, serve


def main() -> None:
    """Serves until SIGTERM."""
    lever, prompts = sys.argv[1:]
    settings = read_settings()
    assembly = Assembly(settings)
    switch_off(lever)
    slots = int(assembly.profile.engine.get("max_num_seqs", 1))
    queue = settings.inference.queue
    serve(assembly, MeasuredEngine(settings.engine_address, Path(prompts), salt_of(lever), slots, queue))


if __name__ == "__main__":
    main()
