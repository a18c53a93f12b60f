"""What a user does with docgen, one module each."""
