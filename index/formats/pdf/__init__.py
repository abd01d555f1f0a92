"""What stands on pages: PDFs with text, scans, pictures; both kinds of words go through the same lines and paragraphs."""
