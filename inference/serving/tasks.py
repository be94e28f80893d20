"""A function applied to many items on the machines of a Ray cluster. Knows nothing of either.

The function is imported by name on each node, which has the same version; items and results travel.
"""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from ops.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Item = TypeVar("Item")
Result = TypeVar("Result")
_AHEAD = 2  # tasks a processor: one at work, one on its way
_RETRIES = 3
_KNOCK_SECONDS = 5.0


def spread(
    function: Callable[[Item], Result], items: Iterable[Item], address: str
) -> Iterator[tuple[int, Result]]:
    """(place of the item, what the function gave), as each one ends; items are drawn as they are needed.

    A task whose node is lost is begun again elsewhere. Raises Fault when the cluster is not reached, what the
    function raises, and `ray.exceptions.RayError` when tasks are lost for good.
    """
    import ray

    _join(address)
    task = ray.remote(num_cpus=1, max_retries=_RETRIES)(function)
    waiting, running = enumerate(items), dict[Any, int]()
    try:
        while True:
            for place, item in _some(waiting, _most() - len(running)):
                running[task.remote(item)] = place
            if not running:
                return
            done, _ = ray.wait(list(running), num_returns=1)
            yield running.pop(done[0]), _given(done[0])
    finally:
        for reference in running:
            with suppress(Exception):
                ray.cancel(reference, force=True)


def _join(address: str) -> None:
    import ray

    if ray.is_initialized():
        return
    try:
        _knock(address)
        ray.init(address=address, log_to_driver=False, configure_logging=False)
    except (ConnectionError, RuntimeError, ValueError, TimeoutError, OSError) as error:
        raise Fault(
            key="ray.unreachable",
            sentence=f"Les autres machines ne répondent pas à l'adresse « {address} ».",
            remedy="Vérifiez ingest.ray_address et « ray status », ou videz ce réglage.",
            retryable=True,
        ) from error


def _knock(address: str) -> None:
    """Ray itself would try for minutes. Raises OSError, ValueError."""
    host, _, port = address.rpartition("/")[2].rpartition(":")
    socket.create_connection((host.strip("[]"), int(port)), timeout=_KNOCK_SECONDS).close()


def _some(waiting: Iterator[tuple[int, Item]], most: int) -> Iterator[tuple[int, Item]]:
    for _ in range(most):
        following = next(waiting, None)
        if following is None:
            return
        yield following


def _most() -> int:
    """Tasks at once, by the processors that the cluster has now."""
    import ray

    processors = ray.cluster_resources().get("CPU", 1)  # type: ignore[no-untyped-call]
    return max(1, int(processors)) * _AHEAD


def _given(reference: Any) -> Any:  # noqa: ANN401 - what the function gives
    import ray

    try:
        return ray.get(reference)
    except ray.exceptions.RayTaskError as error:
        raise error.cause from error
