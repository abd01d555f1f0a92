"""How long the program takes and how much memory: ``python -m eval.speed.bench``."""
