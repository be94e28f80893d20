"""Is the gateway's port its own, or free?"""

from __future__ import annotations

import socket

from ops.checks import Finding


def check(host: str, port: int, ours: bool) -> Finding:
    """ours: whether our own gateway is running."""
    with socket.socket() as probe:
        probe.settimeout(1.0)
        taken = probe.connect_ex((host, port)) == 0
    if taken and not ours:
        remedy = "Arrêtez l'autre programme, ou changez PARVIS_GATEWAY__PORT."
        return Finding("port", False, f"le port {port} est pris par un autre programme", remedy)
    return Finding("port", True, f"la passerelle répond sur {port}" if ours else f"le port {port} est libre")
