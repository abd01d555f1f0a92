"""The clauses that may answer a question, best first (``retrieve``)."""
