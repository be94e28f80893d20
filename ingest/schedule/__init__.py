"""Opening hours, closures, waste rounds, events: what notices, sheets and sentences say of days and times."""
