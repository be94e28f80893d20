"""The lowest floor: faults, logs, metrics, stores. Used by all, knows no question and no document."""
