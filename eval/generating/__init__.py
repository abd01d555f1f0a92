"""How well answers worded by a language model stand: ``python -m eval.generating``, with a small real model on this machine."""
