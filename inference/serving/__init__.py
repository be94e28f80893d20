"""The engine's room: vLLM behind Ray Serve, its profiles and models. Knows no question, no commune."""
