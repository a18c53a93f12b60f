"""Markdown and HTML to and from the document."""
