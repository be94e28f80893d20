"""A real browser in front of an invented town."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from .town import Town, served

if TYPE_CHECKING:
    from collections.abc import Iterator

CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)
POLICY = "Content Security Policy"


@pytest.fixture(scope="package")  # its event loop must not outlive these tests: others run their own
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        missing = f"These tests need Debian's Chromium at {CHROMIUM}: `make test` installs it."
        pytest.fail(missing, pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(CHROMIUM_ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with served(Town(originals=tmp_path)) as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    citizen = browser.new_context(locale="fr-FR", viewport={"width": 1100, "height": 900})
    citizen.set_default_timeout(10_000)
    yield citizen
    citizen.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab in which a script error or a refused resource fails the test."""
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on("console", lambda said: errors.append(said.text) if POLICY in said.text else None)
    yield tab
    assert errors == [], f"the page's script or policy complained: {errors}"


@pytest.fixture(scope="session")
def axe_script() -> str:
    """axe-core's source, carried by a Python package of the dev extra."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
