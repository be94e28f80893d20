"""A GGUF becomes the same model in safetensors."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from inference.serving.conversion import convert
from inference.serving.progress import Step, silent
from inference.serving.rounding import bfloat16_bits
from inference.serving.tokenizer import write_tokenizer
from ops.fault import Fault

from .tiny_model import Values, write_tiny_gguf

DOWN = ("blk.1.ffn_down.weight", "model.layers.1.mlp.down_proj.weight")


@pytest.fixture(scope="module")
def gguf(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Values]:
    path = tmp_path_factory.mktemp("gguf") / "tiny.gguf"
    return path, write_tiny_gguf(path)


def tensors(folder: Path) -> dict[str, torch.Tensor]:
    return load_file(folder / "model.safetensors")


def config(folder: Path) -> dict[str, object]:
    return json.loads((folder / "config.json").read_text())


def test_integers_are_within_half_a_scale_of_the_reference(gguf: tuple[Path, Values], tmp_path: Path) -> None:
    convert(gguf[0], tmp_path, "int8-w8a8", silent, tied=False)
    written = tensors(tmp_path)
    scale = written[f"{DOWN[1]}_scale"]
    restored = written[DOWN[1]].float() * scale
    assert written[DOWN[1]].dtype == torch.int8
    assert scale.shape == (64, 1)
    assert bool((torch.abs(restored - torch.from_numpy(gguf[1][DOWN[0]])) <= scale * 0.501).all())


def test_bfloat16_is_what_torch_rounds_to(gguf: tuple[Path, Values], tmp_path: Path) -> None:
    convert(gguf[0], tmp_path, "bf16", silent, tied=False)
    expected = torch.from_numpy(gguf[1][DOWN[0]]).to(torch.bfloat16)
    assert torch.equal(tensors(tmp_path)[DOWN[1]], expected)


def test_rounding_to_bfloat16_agrees_with_torch_on_ties_and_extremes() -> None:
    values = np.array([1.00390625, 1.01171875, -1.00390625, 3.3e38, 1e-40, 0.0, -0.0], dtype=np.float32)
    expected = torch.from_numpy(values).to(torch.bfloat16).view(torch.int16).numpy().view(np.uint16)
    assert bfloat16_bits(values).tolist() == expected.tolist()


def test_norms_and_biases_stay_in_bfloat16(gguf: tuple[Path, Values], tmp_path: Path) -> None:
    convert(gguf[0], tmp_path, "int8-w8a8", silent, tied=False)
    written = tensors(tmp_path)
    assert written["model.norm.weight"].dtype == torch.bfloat16
    assert written["model.layers.0.self_attn.q_proj.bias"].dtype == torch.bfloat16


def test_a_tied_model_takes_its_embeddings_from_the_finer_matrix(
    gguf: tuple[Path, Values], tmp_path: Path
) -> None:
    convert(gguf[0], tmp_path, "bf16", silent, tied=True)
    written = tensors(tmp_path)
    finer = torch.from_numpy(gguf[1]["output.weight"]).to(torch.bfloat16)
    assert torch.equal(written["model.embed_tokens.weight"], finer)
    assert "lm_head.weight" not in written
    assert config(tmp_path)["tie_word_embeddings"] is True


def test_the_configuration_announces_the_quantisation(gguf: tuple[Path, Values], tmp_path: Path) -> None:
    convert(gguf[0], tmp_path, "int8-w8a8", silent, tied=True)
    written = config(tmp_path)
    assert written["num_hidden_layers"] == 2
    assert written["num_key_value_heads"] == 2
    assert written["vocab_size"] == 320
    assert written["tie_word_embeddings"] is False
    assert written["quantization_config"]["quant_method"] == "compressed-tensors"  # type: ignore[index]


def test_progress_counts_every_tensor(gguf: tuple[Path, Values], tmp_path: Path) -> None:
    steps: list[Step] = []
    convert(gguf[0], tmp_path, "bf16", steps.append, tied=False)
    assert steps[-1] == Step("convert", len(gguf[1]), len(gguf[1]), "tensor")


def test_transformers_loads_the_result_and_gives_finite_logits(
    gguf: tuple[Path, Values], tmp_path: Path
) -> None:
    from transformers import AutoModelForCausalLM

    convert(gguf[0], tmp_path, "bf16", silent, tied=True)
    model = AutoModelForCausalLM.from_pretrained(tmp_path)
    assert bool(torch.isfinite(model(torch.tensor([[1, 2, 3]])).logits).all())


def test_a_decomposed_accent_is_the_same_word(gguf: tuple[Path, Values], tmp_path: Path) -> None:
    from transformers import AutoTokenizer

    convert(gguf[0], tmp_path, "bf16", silent, tied=False)
    write_tokenizer(gguf[0], tmp_path)
    tokenizer = AutoTokenizer.from_pretrained(tmp_path)
    assert tokenizer.encode("école") == tokenizer.encode("e\u0301cole")
    assert tokenizer.decode(tokenizer.encode("l'été à l'école")) == "l'été à l'école"


def test_a_model_without_a_chat_template_is_refused(tmp_path: Path) -> None:
    write_tiny_gguf(tmp_path / "mute.gguf", chat_template=None)
    with pytest.raises(Fault) as refused:
        write_tokenizer(tmp_path / "mute.gguf", tmp_path)
    assert refused.value.key == "model.tokenizer_unusable"


def test_a_template_that_loses_the_question_is_refused(tmp_path: Path) -> None:
    write_tiny_gguf(tmp_path / "deaf.gguf", chat_template="<|im_start|>assistant\n")
    with pytest.raises(Fault) as refused:
        write_tokenizer(tmp_path / "deaf.gguf", tmp_path)
    assert refused.value.key == "model.tokenizer_unusable"


def test_another_architecture_is_refused(tmp_path: Path) -> None:
    write_tiny_gguf(tmp_path / "other.gguf", architecture="llama")
    with pytest.raises(Fault, match="architecture"):
        convert(tmp_path / "other.gguf", tmp_path, "bf16", silent, tied=False)


def test_what_is_no_gguf_is_refused_and_leaves_no_weights(tmp_path: Path) -> None:
    (tmp_path / "text.gguf").write_text("bonjour" * 100)
    with pytest.raises(Fault, match="GGUF"):
        convert(tmp_path / "text.gguf", tmp_path, "bf16", silent, tied=False)
    assert not (tmp_path / "model.safetensors").exists()
