"""What an answer is worth. Pure.

``match`` when two texts say the same · ``marks`` a row, marked · ``measure`` the list of measures, summed over questions.
"""
