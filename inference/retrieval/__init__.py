"""Hybrid search in one commune: a question becomes the few passages in force that answer it."""

from inference.retrieval.found import Found
from inference.retrieval.search import Retrieval

__all__ = ["Found", "Retrieval"]
