"""Every measure with its definition, a file a family. ``docs/measures.md`` is made of them."""
