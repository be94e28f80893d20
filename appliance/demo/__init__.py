"""Valbrume-sur-Oisette, the fictional commune that `make demo` ingests and questions."""

from pathlib import Path

FOLDER = Path(__file__).parent
DOCUMENTS = FOLDER / "documents"
QUESTIONS = FOLDER / "questions.jsonl"
SHOWCASE = FOLDER / "showcase.jsonl"
