"""Answers in the document's own sentences: one, the items of a list, what two sides say. Begins in ``passage``."""
