"""The town hall's printer: one readable source in, one document of a real format out."""
