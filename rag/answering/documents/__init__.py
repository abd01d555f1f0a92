"""Answers about documents themselves: their fields, what they refer to, which of them there are. Begins in ``facts``."""
