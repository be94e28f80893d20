"""How somebody reads the pages: in which language, whether in easy French. The address alone keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from appliance.portal.wording import load_wording
from inference.language import FRENCH, LANGUAGES

RIGHT_TO_LEFT = ("ar",)


@dataclass(frozen=True)
class Reader:
    """One way to read the pages. plain: French only."""

    language: str = FRENCH
    plain: bool = False

    @property
    def direction(self) -> str:
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    @property
    def query(self) -> str:
        """What its links carry on: empty for the pages as they first show."""
        if self.plain:
            return "?facile=1"
        return f"?lang={self.language}" if self.language != FRENCH else ""

    @cached_property
    def name(self) -> str:
        """As its own readers write it."""
        return str(load_wording(self.language, self.plain)["page"]["language"])


def reader_of(lang: str, facile: str) -> Reader:
    """The one that an address asks for; French for a language that is not served."""
    if lang in LANGUAGES and lang != FRENCH:
        return Reader(lang)
    return Reader(plain=facile == "1")


READERS = (Reader(), Reader(plain=True), *(Reader(code) for code in LANGUAGES if code != FRENCH))
