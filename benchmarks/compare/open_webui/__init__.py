"""Open WebUI as the peer: installed apart, started on loopback, asked through HTTP, never imported."""
