"""What is asked of a document: rules read from ``lint_rules``, the checks they name, and the findings they give."""
