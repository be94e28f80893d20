"""A GGUF file becomes the safetensors that vLLM reads, in one pass and little memory.

Knows no network and no tokenizer.
"""

import json
import os
from pathlib import Path
from typing import Any

from gguf import GGUFReader

from inference.serving import qwen2
from inference.serving.progress import Report, Step
from inference.serving.quantisation import INT8_W8A8, Quantisation
from inference.serving.safetensors_file import write_header
from inference.serving.tensors import Tensor, damaged, plan

WEIGHTS = "model.safetensors"
# Long lists that belong to the tokenizer, and that reading would turn into Python objects.
VOCABULARY = ("tokenizer.ggml.tokens", "tokenizer.ggml.merges", "tokenizer.ggml.token_type")


def convert(gguf: Path, folder: Path, quantisation: Quantisation, report: Report, *, tied: bool) -> None:
    """Write `config.json`, `generation_config.json` and `model.safetensors` into `folder`.

    The weights come last, and under their name only once they are whole. `tied`: see `plan`.
    Fault when the file is not a Qwen2 GGUF or holds impossible values.
    """
    reader = _open(gguf)
    tensors = plan(reader.tensors, quantisation, tied)
    _write_configs(reader, tensors, quantisation, folder)
    unfinished = folder.with_name(f"{folder.name}.{WEIGHTS}.part")
    with unfinished.open("wb") as file:
        write_header(file, [slot for tensor in tensors for slot in tensor.slots()])
        for count, tensor in enumerate(tensors, start=1):
            tensor.write(file)
            report(Step("convert", count, len(tensors), "tensor"))
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(folder / WEIGHTS)


def _open(gguf: Path) -> GGUFReader:
    try:
        reader = GGUFReader(gguf)
    except (ValueError, IndexError) as error:
        raise damaged("ce n'est pas un fichier GGUF") from error
    architecture = reader.get_field("general.architecture")
    if architecture is None or architecture.contents() != qwen2.ARCHITECTURE:
        raise damaged("son architecture n'est pas Qwen2")
    return reader


def _write_configs(
    reader: GGUFReader, tensors: list[Tensor], quantisation: Quantisation, folder: Path
) -> None:
    fields = {key: field.contents() for key, field in reader.fields.items() if key not in VOCABULARY}
    shapes = {tensor.name: tensor.shape for tensor in tensors}
    config = qwen2.config(fields, shapes[qwen2.EMBEDDINGS][0], tied=qwen2.OUTPUT not in shapes)
    if quantisation == "int8-w8a8":
        config["quantization_config"] = INT8_W8A8
    end_of_text, end_of_turn = config["bos_token_id"], config["eos_token_id"]
    generation = {
        "bos_token_id": end_of_text,
        "pad_token_id": end_of_text,
        "eos_token_id": [end_of_turn, end_of_text],
    }
    _write_json(folder / "config.json", config)
    _write_json(folder / "generation_config.json", generation)


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
