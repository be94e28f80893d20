"""The citizen's pages. They know a commune and its documents by name; no model, no index, no database."""
