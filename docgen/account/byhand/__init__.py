"""Minutes that people wrote in their own way: read by headings, labels, tags and tables alone."""
