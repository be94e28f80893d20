"""The doors: HTTP in, problem documents and streams out. The only room that knows HTTP codes."""
