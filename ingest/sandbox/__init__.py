"""Readers run apart: without network, with little memory, never for long, one process a file.

    pool (this process)                jail (bubblewrap: no network, nothing of the house but its code)
      │  copy of the file, request  ──►  template: has imported every reader
      │                                    └─ fork: one file, then gone
      │  signs of life, then a message ◄──     └─ tesseract, soffice …
      └─ kills what is silent, too big, too long

What comes back is data: JSON whose shape is checked, never a pickle.
"""

from ingest.sandbox.limits import Limits
from ingest.sandbox.pool import read_all
from ingest.sandbox.read import Read, ReadAll

__all__ = ["Limits", "Read", "ReadAll", "read_all"]
