"""What an account's document means: its meetings, items, decisions and action items, and how they are read from it."""
