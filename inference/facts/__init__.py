"""Facts computed from validated tables: the table answers, no model speaks. Pure functions, no I/O."""
