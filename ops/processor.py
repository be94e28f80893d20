"""What the processor can compute, read from the kernel. Knows not who asks."""

from pathlib import Path

_DESCRIPTION = Path("/proc/cpuinfo")


def has_vnni() -> bool:
    """Whether it multiplies integers of eight bits and adds them up in 32, in one instruction.

    False also where the kernel does not tell.
    """
    try:
        return "vnni" in _DESCRIPTION.read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
