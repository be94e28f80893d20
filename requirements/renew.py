"""Writes the lock files from what is installed: `.venv/bin/python requirements/renew.py`.

`cpu.txt` is everything that `parvis[cpu]` needs, `bench.txt` what `parvis[bench]` adds, `dev.txt` what
`parvis[dev]` adds to both. They are complete, so that they are installed without resolving
anything (`pip install --no-deps`).
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FOLDER = Path(__file__).parent
# Beside the CPU build of torch, torchvision breaks every import of a transformers model;
# serving text needs none of the three.
UNWANTED = {"torchvision", "torchaudio", "torchcodec"}


def main() -> None:
    cpu = needed("parvis", {"cpu"})
    bench = needed("parvis", {"bench"}) - cpu
    dev = needed("parvis", {"dev"}) - cpu - bench
    write("cpu.txt", cpu)
    write("bench.txt", bench)
    write("dev.txt", dev)


def needed(root: str, extras: set[str]) -> set[str]:
    """The names of all distributions that `root[extras]` reaches, itself left out."""
    seen: dict[str, set[str]] = {}
    waiting = [(root, extras)]
    while waiting:
        name, wanted = waiting.pop()
        known = seen.get(name)
        if name in UNWANTED or (known is not None and wanted <= known):
            continue
        seen[name] = (known or set()) | wanted
        waiting += [(canonicalize_name(r.name), set(r.extras)) for r in requirements(name, seen[name])]
    return set(seen) - {root}


def requirements(name: str, extras: set[str]) -> list[Requirement]:
    """What one distribution asks for on this Python, with these extras."""
    try:
        texts = distribution(name).requires or []
    except PackageNotFoundError:
        raise SystemExit(f"{name} is required and not installed: install it, then run this again.") from None
    asked = [Requirement(text) for text in texts]
    return [
        r
        for r in asked
        if r.marker is None or any(r.marker.evaluate({"extra": extra}) for extra in extras | {""})
    ]


def write(file: str, names: set[str]) -> None:
    lines = [f"{name}=={distribution(name).version}" for name in sorted(names)]
    (FOLDER / file).write_text("\n".join(lines) + "\n")
    print(f"{file}: {len(lines)} distributions")  # noqa: T201


if __name__ == "__main__":
    main()
