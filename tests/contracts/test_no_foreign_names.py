"""The project runs anywhere: no file knows a machine's folders or a registry's address."""

from __future__ import annotations

import re

from tests.contracts.checkout import texts

HOME = re.compile(r"(?<![\w.~}])/(?:root|home/\w+|Users/\w+|work|workspace)/")
REGISTRY = re.compile(
    r"\b(?:pypi\.org|files\.pythonhosted\.org|registry\.npmjs\.org|huggingface\.co|ghcr\.io|docker\.io|quay\.io"
    r"|download\.pytorch\.org|deb\.debian\.org|proxy\.golang\.org)\b"
)
ALLOWED = {("setup.sh", "download.pytorch.org")}
THIS = "tests/contracts/test_no_foreign_names.py"


def found(pattern: re.Pattern[str]) -> set[tuple[str, str]]:
    return {
        (name, match) for name, text in texts().items() for match in pattern.findall(text) if name != THIS
    }


def test_no_machines_folder_is_named() -> None:
    assert found(HOME) == set()


def test_no_registry_is_named_but_pytorchs_own_index() -> None:
    assert found(REGISTRY) == ALLOWED
