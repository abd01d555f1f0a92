"""A file's bytes into text: one reader a format, chosen by what the bytes are and not only by the name.

``extract`` in :mod:`index.formats.choose` is the only way in. A reader is a function ``(data, progress) -> Extract`` in a
file of its own; it raises ``SourceError`` for what it cannot read and nothing else. Every reader hands over the same
shape of text, so that the parser knows one layout only:

- a paragraph is one line, however the print wrapped it or a page break cut it; a blank line between paragraphs;
- a line break that the author typed inside a paragraph stays a line break, without a blank line;
- a table of the text is a Markdown table, a row a line; the tables that only arrange a letterhead or the signatures are
  written out cell by cell (:mod:`index.formats.tables`);
- page numbers and running headers and footers are gone.
"""
