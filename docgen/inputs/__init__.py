"""Files that people write (YAML, TOML, CSV) as typed values; every error names file, line and key."""
