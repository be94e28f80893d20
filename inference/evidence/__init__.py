"""Passages as evidence: their sentences and rows, and how well each answers a question. Knows no answer."""
