"""Answers that agents wrote themselves: kept, checked, and given while their sources stand."""
