"""A meeting while it goes on: followed in the document, shown big, and filled in."""
