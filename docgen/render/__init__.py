"""Templates to document, document to requests. Values in, values out: no service is seen from here."""
