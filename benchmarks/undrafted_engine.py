"""`python -m benchmarks.undrafted_engine …`: a profile’s engine, writing without n-gram drafts.

The control of the measure of drafts; everything else is the profile's own.
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from inference.serving import application
from inference.serving.enclosure import engine_command
from inference.serving.profiles import FOLDER, Profile, load_profile
from ops.process import Daemon

if TYPE_CHECKING:
    from pathlib import Path

    from appliance.settings import Settings

_NAME = "benchmarks.undrafted_engine"  # `__name__` is another one where this module is run


def undrafted(name: str, folder: Path = FOLDER) -> Profile:
    """The profile of this name, but for its drafts."""
    profile = load_profile(name, folder)
    engine = {key: value for key, value in profile.engine.items() if key != "speculative_config"}
    return replace(profile, engine=engine)


def start(settings: Settings) -> None:
    """Starts one as the engine of this home; it answers once its model is loaded."""
    profile, run = settings.inference.profile, settings.run_folder
    ray_folder = run / "ray"
    shutil.rmtree(ray_folder, ignore_errors=True)
    ray_folder.mkdir(parents=True)
    command = engine_command(profile, settings.models_folder / profile, settings.engine_socket, ray_folder)
    plain = [part if part != application.__name__ else _NAME for part in command]
    Daemon("engine", run).start(plain, {**os.environ, "RAY_USAGE_STATS_ENABLED": "0"})


def main() -> int:
    """Serves until SIGTERM."""
    setattr(application, "load_profile", undrafted)  # noqa: B010 - the one name it is looked up by
    return application.main()


if __name__ == "__main__":
    sys.exit(main())
