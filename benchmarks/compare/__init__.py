"""Parvis beside others: the engine alone, itself with a lever off, and another tool on the same engine."""
