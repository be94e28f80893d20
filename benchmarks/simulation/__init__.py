"""`parvis bench simulate`: what hardware that is not here would do, for communes that do not ask yet.

A discrete-event model of gateway, memory of answers and batching engine. It knows no text: a question is a
rung and some tokens. What it stands on is data (`assumptions.toml`, `drafts.jsonl`), and a calibration that
holds it to a machine that is here.
"""
