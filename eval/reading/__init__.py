"""How well the program reads: every figure that reading must reach, measured by one command.

python -m eval.reading
"""
