"""The document as a value: what it is made of, how long each part is, and how it is written as wire JSON."""
