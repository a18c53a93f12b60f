"""Findings in the forms that people and programs read, one module each: ``text``, ``markdown``, ``page``, ``sarif``;
JSON is ``docgen.lint.output``."""
