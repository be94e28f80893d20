"""Settings under which the model is always asked, and what it writes is shown: where writing is tried."""

from __future__ import annotations

import json
from typing import Any, Final

SETTINGS: Final[dict[str, Any]] = {"certain_floor": 1.0, "asking_floor": 0.0, "seconded": False}
ENVIRONMENT: Final = {
    f"PARVIS_INFERENCE__{name.upper()}": json.dumps(told) for name, told in SETTINGS.items()
}
