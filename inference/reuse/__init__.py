"""Answers given once more, and only while they are proven fresh."""
