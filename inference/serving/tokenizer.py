"""The tokenizer and chat template that a GGUF carries, as the files that vLLM reads."""

import os
from pathlib import Path
from typing import Protocol, cast

from ops.fault import Fault

QUESTION = "À quelle heure ouvre la mairie ?"
ANSWER_STARTS = "<|im_start|>assistant\n"


class ChatTokenizer(Protocol):
    """What this module needs of a transformers tokenizer."""

    chat_template: str | None

    def apply_chat_template(
        self, messages: list[dict[str, str]], *, tokenize: bool, add_generation_prompt: bool
    ) -> str: ...
    def encode(self, text: str) -> list[int]: ...
    def decode(self, tokens: list[int]) -> str: ...


def write_tokenizer(gguf: Path, folder: Path) -> None:
    """Write `tokenizer.json`, its configuration and `chat_template.jinja` into `folder`.

    Fault when the chat template is missing or does not carry a question through.
    """
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from tokenizers.normalizers import NFC
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(str(gguf.parent), gguf_file=gguf.name)
    tokenizer.backend_tokenizer.normalizer = NFC()  # GGUF cannot say it: é in two code points is é
    check_chat_template(cast("ChatTokenizer", tokenizer))
    tokenizer.save_pretrained(str(folder))


def check_chat_template(tokenizer: ChatTokenizer) -> None:
    """Fault unless a French question survives the template and the round trip to tokens."""
    messages = [{"role": "user", "content": QUESTION}]
    if not tokenizer.chat_template:
        raise _unusable("il n'a pas de modèle de conversation")
    text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    if QUESTION not in text or not text.endswith(ANSWER_STARTS):
        raise _unusable("son modèle de conversation perd la question")
    if tokenizer.decode(tokenizer.encode(text)) != text:
        raise _unusable("il ne restitue pas le texte français")


def _unusable(reason: str) -> Fault:
    return Fault(
        key="model.tokenizer_unusable",
        sentence=f"Le découpage en mots du modèle est inutilisable : {reason}.",
        remedy="Choisir un autre profil de modèle.",
        retryable=False,
    )
