"""Plain text and Markdown, in any encoding Vietnamese was ever stored in."""
