"""The packaged server: who may ask, and what they see."""
