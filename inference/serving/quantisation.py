"""How weights are stored, and how `config.json` says so to vLLM."""

from typing import Any, Literal

Quantisation = Literal["bf16", "int8-w8a8"]

EIGHT_BITS = {"num_bits": 8, "type": "int", "symmetric": True}

# Weights in integers with one scale an output; activations made integers token by token, as they come.
INT8_W8A8: dict[str, Any] = {
    "quant_method": "compressed-tensors",
    "format": "int-quantized",
    "quantization_status": "compressed",
    "ignore": [],
    "config_groups": {
        "group_0": {
            "targets": ["Linear", "ParallelLMHead"],
            "weights": EIGHT_BITS | {"strategy": "channel", "dynamic": False},
            "input_activations": EIGHT_BITS | {"strategy": "token", "dynamic": True},
        }
    },
}
