"""Rules of town plans made up on purpose: every paragraph knows its zones and its article by construction."""
