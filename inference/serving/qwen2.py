"""The Qwen2 architecture as GGUF names it and as vLLM expects it. Reads no file."""

from collections.abc import Mapping
from typing import Any

from ops.fault import Fault

ARCHITECTURE = "qwen2"
EMBEDDINGS = "model.embed_tokens.weight"
OUTPUT = "lm_head.weight"

OUTER = {
    "token_embd.weight": EMBEDDINGS,
    "output_norm.weight": "model.norm.weight",
    "output.weight": OUTPUT,
}
BLOCK = {
    "attn_norm": "input_layernorm",
    "ffn_norm": "post_attention_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}


def tensor_name(gguf_name: str) -> str:
    """`blk.3.attn_q.bias` → `model.layers.3.self_attn.q_proj.bias`. Fault on an unknown name."""
    if gguf_name in OUTER:
        return OUTER[gguf_name]
    match gguf_name.split("."):
        case ["blk", layer, part, ("weight" | "bias") as kind] if part in BLOCK:
            return f"model.layers.{layer}.{BLOCK[part]}.{kind}"
    raise Fault(
        key="model.tensor_unknown",
        sentence=f"Le modèle contient un tenseur inconnu : {gguf_name}.",
        remedy="Choisir un modèle d'architecture Qwen2.",
        retryable=False,
    )


def is_linear(name: str) -> bool:
    """Whether vLLM multiplies by this tensor in a layer that can run on 8-bit integers."""
    return name.endswith("_proj.weight") or name == OUTPUT


def config(fields: Mapping[str, Any], vocabulary: int, tied: bool) -> dict[str, Any]:
    """`config.json` from the GGUF metadata. `tied`: the output layer reuses the embeddings."""
    own = {
        key.removeprefix(f"{ARCHITECTURE}."): value
        for key, value in fields.items()
        if key.startswith(f"{ARCHITECTURE}.")
    }
    return {
        "architectures": ["Qwen2ForCausalLM"],
        "model_type": "qwen2",
        "hidden_act": "silu",
        "hidden_size": own["embedding_length"],
        "intermediate_size": own["feed_forward_length"],
        "num_hidden_layers": own["block_count"],
        "num_attention_heads": own["attention.head_count"],
        "num_key_value_heads": own["attention.head_count_kv"],
        "max_position_embeddings": own["context_length"],
        "rms_norm_eps": own["attention.layer_norm_rms_epsilon"],
        "rope_theta": own["rope.freq_base"],
        "vocab_size": vocabulary,
        "tie_word_embeddings": tied,
        "use_sliding_window": False,
        "torch_dtype": "bfloat16",
        "transformers_version": "4.57.0",  # whose key names these are
        "bos_token_id": fields["tokenizer.ggml.bos_token_id"],
        "eos_token_id": fields["tokenizer.ggml.eos_token_id"],
    }
