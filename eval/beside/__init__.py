"""Other programs beside ours: the same questions, documents and encoder. ``python -m eval.beside SET…`` (``make beside``).

``sets`` what can be asked · ``results`` every program asked, and what it answered kept · ``table`` as Markdown.
"""
