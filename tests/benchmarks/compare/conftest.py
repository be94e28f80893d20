"""The commune of five documents, for levers that are really pulled."""

from tests.inference.conftest import town

__all__ = ["town"]
