"""Run in a network of its own: a Ray cluster of two nodes reads what this machine's own jails read too.

Prints, as JSON: each file's readings the one way and the other, and the nodes that read.
"""

from __future__ import annotations

import fcntl
import json
import socket
import struct
import sys
from datetime import date
from pathlib import Path

import ray
from ray.cluster_utils import Cluster

from appliance.scale_out import reading_at
from inference.serving.tasks import spread
from ingest.readers.source import Source
from ops.fault import Fault


def node_of(_number: int) -> str:
    import time

    time.sleep(0.5)
    return str(ray.get_runtime_context().get_node_id())


def refuse(_number: int) -> None:
    raise Fault(key="document.broken", sentence="Non.")


def raise_loopback() -> None:
    """A new network has it, but down."""
    up_and_running, set_flags = 0x1 | 0x40, 0x8914
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, set_flags, struct.pack("16sH14x", b"lo", up_and_running))


def main(folder: Path) -> None:
    raise_loopback()
    files = sorted(folder.iterdir())
    sources = [Source(file, file.name, "99001", date(2026, 11, 22)) for file in files]
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    cluster.add_node(num_cpus=1)
    try:
        told = {"nodes": len(set(dict(spread(node_of, range(6), cluster.address)).values()))}
        told |= {"here": _read(sources, ""), "there": _read(sources, cluster.address)}
        told["fault"] = _fault(cluster.address)
    finally:
        ray.shutdown()
        cluster.shutdown()
    sys.stdout.write(json.dumps(told))


def _read(sources: list[Source], address: str) -> list[str]:
    """Each one's reading or fault, and the bytes of what it attaches."""
    told = {}
    for place, read in reading_at(address)(sources, 2, 60):
        attached = sorted(file.read_bytes() for file in read.folder.iterdir()) if read.folder else []
        told[place] = f"{read.media_type} {read.reading} {read.fault} {attached}"
    return [told[place] for place in range(len(sources))]


def _fault(address: str) -> str:
    try:
        list(spread(refuse, [1], address))
    except Fault as fault:
        return fault.key
    return ""


if __name__ == "__main__":
    main(Path(sys.argv[1]))
