"""`python -m benchmarks.undrafted_engine …`: a profile’s engine, writing without n-gram drafts.

The control of the measure of drafts; everything else is the profile's own.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from inference.serving import application
from inference.serving.profiles import FOLDER, Profile, load_profile

if TYPE_CHECKING:
    from pathlib import Path


def undrafted(name: str, folder: Path = FOLDER) -> Profile:
    """The profile of this name, but for its drafts."""
    profile = load_profile(name, folder)
    engine = {key: value for key, value in profile.engine.items() if key != "speculative_config"}
    return replace(profile, engine=engine)


def main() -> int:
    """Serves until SIGTERM."""
    setattr(application, "load_profile", undrafted)  # noqa: B010 - the one name it is looked up by
    return application.main()


if __name__ == "__main__":
    sys.exit(main())
