"""The joined settings of every package, read once from `$PARVIS_HOME/parvis.toml` and the environment.

An environment variable wins: `PARVIS_GATEWAY__PORT=8090`. Unknown keys are refused.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from inference.settings import InferenceSettings
from ingest.settings import IngestSettings
from ops.fault import Fault

_CHECKOUT = Path(__file__).resolve().parents[1]
_APPLIANCE_HOME = Path("/var/lib/parvis")


def in_checkout() -> bool:
    """Whether this code runs from a checkout and not from an installed appliance."""
    return (_CHECKOUT / "pyproject.toml").is_file()


def default_home() -> Path:
    """`$PARVIS_HOME`, else `.parvis` of a checkout, else the appliance's folder."""
    given = os.environ.get("PARVIS_HOME")
    if given:
        return Path(given).absolute()
    return _CHECKOUT / ".parvis" if in_checkout() else _APPLIANCE_HOME


class GatewaySettings(BaseModel):
    """host, port: where citizens are answered; loopback unless a reverse proxy stands elsewhere.

    accept_at: whether anyone may set a question's clock. Only for tests: the default is true in
    a checkout and false on an appliance.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=1, le=65535)
    accept_at: bool = Field(default_factory=in_checkout)


class StoreSettings(BaseModel):
    """url: SQLAlchemy URL. chroma: folder or server address. Empty: embedded, in the home folder."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str = ""
    chroma: str = ""


class Settings(BaseSettings):
    """Everything that may differ between two machines."""

    model_config = SettingsConfigDict(
        env_prefix="PARVIS_", env_nested_delimiter="__", extra="forbid", frozen=True, toml_file=None
    )

    home: Path = Field(default_factory=default_home)
    gateway: GatewaySettings = GatewaySettings()
    inference: InferenceSettings = InferenceSettings()
    ingest: IngestSettings = IngestSettings()
    store: StoreSettings = StoreSettings()

    @property
    def run_folder(self) -> Path:
        """Process records, logs, the engine's socket, the local token."""
        return self.home / "run"

    @property
    def models_folder(self) -> Path:
        return self.home / "models"

    @property
    def store_url(self) -> str:
        return self.store.url or f"sqlite:///{self.home / 'parvis.db'}"

    @property
    def chroma_location(self) -> Path | str:
        return self.store.chroma or self.home / "chroma"

    @property
    def engine_socket(self) -> Path:
        return self.run_folder / "engine.sock"

    @property
    def engine_address(self) -> str:
        return self.inference.engine_address or f"unix:{self.engine_socket}"

    @property
    def instance(self) -> str:
        """A short mark of the home folder, by which a command knows its own gateway from another's."""
        return hashlib.sha256(str(self.home).encode()).hexdigest()[:12]

    @property
    def gateway_url(self) -> str:
        return f"http://{self.gateway.host}:{self.gateway.port}"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        file = TomlConfigSettingsSource(settings_cls, default_home() / "parvis.toml")
        return init_settings, env_settings, file


def read_settings() -> Settings:
    """The settings of this machine. Raises Fault that names the wrong key."""
    _refuse_unknown_variables()
    try:
        settings = Settings(home=default_home())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        variable = f"PARVIS_{where.upper().replace('.', '__')}"
        raise Fault(
            key="settings.refused",
            sentence=f"Le réglage « {where} » est refusé : {first['msg']}.",
            remedy=f"Corrigez {default_home() / 'parvis.toml'} ou la variable {variable}.",
        ) from error
    except ValueError as error:
        raise Fault(
            key="settings.unreadable",
            sentence=f"Les réglages ne se lisent pas : {error}.",
            remedy=f"Corrigez {default_home() / 'parvis.toml'} ou les variables PARVIS_….",
        ) from error
    settings.home.mkdir(parents=True, exist_ok=True)
    return settings


def _refuse_unknown_variables() -> None:
    """A misspelt section in the environment would otherwise be passed over in silence."""
    known = {f"PARVIS_{name.upper()}" for name in Settings.model_fields}
    for variable in os.environ:
        section, nested, _ = variable.partition("__")
        if nested and section.startswith("PARVIS_") and section not in known:
            raise Fault(
                key="settings.refused",
                sentence=f"La variable « {variable} » n'est pas un réglage de Parvis.",
                remedy=f"Retirez-la, ou corrigez-la : {', '.join(sorted(known))}.",
            )
