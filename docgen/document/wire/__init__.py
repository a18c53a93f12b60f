"""The document as the Google Docs API writes it: JSON of documents.get, styles, and requests of batchUpdate.

With the embedded service, this is the only place that knows the API's camelCase.
"""
