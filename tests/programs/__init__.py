"""Programs of others that tests and benchmarks drive."""
