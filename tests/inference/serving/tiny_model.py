"""A Qwen2 model of two layers and 320 words, and the wheels that would carry it."""

import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
from gguf import GGMLQuantizationType, GGUFWriter
from gguf.quants import dequantize, quantize

from inference.serving.profiles import Profile, Wheels, load_profile

HIDDEN, FEED, VOCABULARY, LAYERS, HEADS, KEY_VALUES = 64, 96, 320, 2, 4, 32
CHAT = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
LINEAR = {
    "attn_q": (HIDDEN, HIDDEN),
    "attn_k": (KEY_VALUES, HIDDEN),
    "attn_v": (KEY_VALUES, HIDDEN),
    "attn_output": (HIDDEN, HIDDEN),
    "ffn_gate": (FEED, HIDDEN),
    "ffn_up": (FEED, HIDDEN),
    "ffn_down": (HIDDEN, FEED),
}
Values = dict[str, np.ndarray]


def write_tiny_gguf(path: Path, *, chat_template: str | None = CHAT, architecture: str = "qwen2") -> Values:
    """Write the model; returns, by GGUF name, the values that a reader of the file must find."""
    writer = GGUFWriter(path, architecture)
    _write_metadata(writer)
    _write_vocabulary(writer)
    if chat_template:
        writer.add_chat_template(chat_template)
    values = {name: _add(writer, name, array) for name, array in _random_tensors().items()}
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return values


def tiny_profile(gguf: Path, parts: int = 2) -> Profile:
    """The demonstration profile, with this model in the place of the real one."""
    content = gguf.read_bytes()
    profile = load_profile("cpu-demo", vnni=True)
    assert isinstance(profile.fetch, Wheels)
    fetch = replace(
        profile.fetch,
        package="tiny-model-part",
        version="1.0",
        parts=parts,
        gguf_bytes=len(content),
        gguf_sha256=hashlib.sha256(content).hexdigest(),
        installed_bytes=len(content),
    )
    return replace(profile, name="tiny", fetch=fetch)


def write_wheels(gguf: Path, folder: Path, parts: int = 2) -> None:
    """Cut the file into wheels as the real ones are: `tiny_model_partN/data/partNN.bin`."""
    content = gguf.read_bytes()
    size = -(-len(content) // parts)
    for part in range(1, parts + 1):
        name = f"tiny_model_part{part}"
        with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED) as wheel:
            wheel.writestr(f"{name}/__init__.py", "raise SystemExit('never imported')")
            wheel.writestr(f"{name}/data/part{part:02}.bin", content[(part - 1) * size : part * size])
            wheel.writestr(
                f"{name}-1.0.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
            )
            wheel.writestr(
                f"{name}-1.0.dist-info/WHEEL",
                "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            )
            wheel.writestr(f"{name}-1.0.dist-info/RECORD", "")


def _write_metadata(writer: GGUFWriter) -> None:
    writer.add_context_length(128)
    writer.add_embedding_length(HIDDEN)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(FEED)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS // 2)
    writer.add_rope_freq_base(1e6)
    writer.add_layer_norm_rms_eps(1e-6)


def _write_vocabulary(writer: GGUFWriter) -> None:
    """One word a byte, as byte-level BPE writes them, then the three marks, then padding."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    words = [chr(byte) for byte in printable] + [chr(256 + index) for index in range(len(others))]
    marks = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
    padding = [f"[PAD{index}]" for index in range(VOCABULARY - len(words) - len(marks) - 1)]
    tokens = [*words, "Ġl", *marks, *padding]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(tokens)
    writer.add_token_types([3 if token in marks else 1 for token in tokens])
    writer.add_token_merges(["Ġ l"])
    writer.add_bos_token_id(tokens.index("<|endoftext|>"))
    writer.add_eos_token_id(tokens.index("<|im_end|>"))
    writer.add_pad_token_id(tokens.index("<|endoftext|>"))


def _random_tensors() -> Values:
    draw = np.random.default_rng(7)
    tensors = {
        "token_embd.weight": draw.normal(size=(VOCABULARY, HIDDEN)),
        "output.weight": draw.normal(size=(VOCABULARY, HIDDEN)),
        "output_norm.weight": draw.normal(size=HIDDEN),
    }
    for layer in range(LAYERS):
        for name, shape in LINEAR.items():
            tensors[f"blk.{layer}.{name}.weight"] = draw.normal(size=shape)
        for name in ("attn_q", "attn_k", "attn_v"):
            tensors[f"blk.{layer}.{name}.bias"] = draw.normal(size=LINEAR[name][0])
        for name in ("attn_norm", "ffn_norm"):
            tensors[f"blk.{layer}.{name}.weight"] = draw.normal(size=HIDDEN)
    return {name: values.astype(np.float32) for name, values in tensors.items()}


def _add(writer: GGUFWriter, name: str, values: np.ndarray) -> np.ndarray:
    """Matrices go in as Q8_0, vectors in float32; returns what that leaves of the values."""
    if values.ndim == 1:
        writer.add_tensor(name, values)
        return values
    packed = quantize(values, GGMLQuantizationType.Q8_0)
    writer.add_tensor(name, packed, raw_dtype=GGMLQuantizationType.Q8_0)
    return dequantize(packed, GGMLQuantizationType.Q8_0)
