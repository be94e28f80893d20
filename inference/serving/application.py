"""The Ray Serve application: one vLLM engine behind an OpenAI-compatible door on loopback.

Run as `python -m inference.serving.application PROFILE MODEL_FOLDER SOCKET`, usually inside
the enclosure of `enclosure.py`. It ends, with all that it started, on SIGTERM.
"""

from __future__ import annotations

import asyncio
import ctypes.util
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inference.serving.profiles import Profile, load_profile
from inference.serving.relay import open_relay
from ops.process import rank_session

if TYPE_CHECKING:
    from ray.serve.llm import LLMConfig

MODEL_NAME = "parvis"
_HTTP_PORT = 8000
_OBJECT_STORE_BYTES = 100 * 2**20  # requests and texts only: no tensor passes through it
_RANK = 15  # RAY_worker_niceness
# On a busy machine its door takes longer to open than the five seconds after which Ray thinks it dead.
_PATIENCE = {"RAY_SERVE_PROXY_READY_CHECK_TIMEOUT_S": "30"}
_LOGICAL_CPUS = 16  # Serve's actors wait far more than they compute; never let them queue for a slot


def main(arguments: list[str] | None = None) -> int:
    """Serves until SIGTERM."""
    profile_name, model, socket, temporary = arguments or sys.argv[1:]
    profile = load_profile(profile_name)
    os.environ.update(_PATIENCE | _environment(profile))
    if not profile.replica.gpus:
        _give_way()
    _start_ray(temporary)
    _start_serve(profile, Path(model))
    asyncio.run(_relay_until_stopped(Path(socket)))
    Path(socket).unlink(missing_ok=True)
    _stop()
    return 0


def _give_way() -> None:
    """Lets the gateway have the cores first: a computed answer would wait for the engine's every slice.

    The whole session takes the rank that Ray gives its workers; where sessions share nothing, theirs does.
    """
    with suppress(OSError):
        rank_session(_RANK)


def engine_config(profile: Profile, model: Path) -> LLMConfig:
    """What Ray Serve LLM needs to load `model` as `profile` says."""
    from ray.serve.llm import LLMConfig

    return LLMConfig(
        model_loading_config={"model_id": MODEL_NAME, "model_source": str(model)},
        # How much of each prompt was found in the prefix cache is told with each answer.
        engine_kwargs={"enable_prompt_tokens_details": True, **profile.engine},
        placement_group_config={"bundle_per_worker": _bundle(profile)},
        deployment_config={
            "autoscaling_config": None,
            "num_replicas": profile.replicas,
            "max_ongoing_requests": 256,
        },
        # Ray's 50 ms batching of tokens would be felt on every first word.
        experimental_configs={"stream_batching_interval_ms": 0},
        log_engine_metrics=False,
        runtime_env={"env_vars": _environment(profile)},
    )


def _bundle(profile: Profile) -> dict[str, float]:
    bundle = {"CPU": profile.replica.cpus}
    return bundle | {"GPU": profile.replica.gpus} if profile.replica.gpus else bundle


def _environment(profile: Profile) -> dict[str, str]:
    environment = dict(profile.environment)
    if not profile.replica.gpus and (preload := _intel_openmp()):
        environment["LD_PRELOAD"] = preload
    if profile.replica.every_core:
        # The first is for vLLM's own kernels, the second for torch's, which get one core from Ray otherwise.
        environment["VLLM_CPU_NUM_OF_RESERVED_CPU"] = "0"
        environment["OMP_NUM_THREADS"] = str(len(os.sched_getaffinity(0)))
    return environment


def _intel_openmp() -> str:
    """vLLM's CPU kernels want Intel's OpenMP loaded first; empty where it is not installed."""
    library = Path(sys.prefix) / "lib" / "libiomp5.so"
    return str(library) if library.exists() else ctypes.util.find_library("iomp5") or ""


def _start_ray(temporary: str) -> None:
    import ray

    ray.init(
        num_cpus=_LOGICAL_CPUS,
        include_dashboard=False,
        object_store_memory=_OBJECT_STORE_BYTES,
        _node_ip_address="127.0.0.1",
        _temp_dir=temporary,
        log_to_driver=True,
        configure_logging=True,
    )


def _start_serve(profile: Profile, model: Path) -> None:
    from ray import serve
    from ray.serve.llm import build_openai_app

    serve.start(http_options={"host": "127.0.0.1", "port": _HTTP_PORT})
    arguments: dict[str, Any] = {"llm_configs": [engine_config(profile, model)]}
    serve.run(build_openai_app(arguments), blocking=False)


async def _relay_until_stopped(socket: Path) -> None:
    stopped = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    server = await open_relay(socket, "127.0.0.1", _HTTP_PORT)
    async with server:
        await stopped.wait()


def _stop() -> None:
    import ray

    ray.shutdown()


if __name__ == "__main__":
    sys.exit(main())
