"""A question understood: typed text → cleaned → restored → what it names, asks for and follows from (``analyse``)."""
