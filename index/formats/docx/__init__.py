"""Word documents, read from the XML inside them."""
