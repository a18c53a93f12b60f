"""docgen keeps one cumulative Google Doc per customer."""

__version__ = "0.1.0"
