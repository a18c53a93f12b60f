"""The pages of a meeting that goes on: who may open them, how they follow it, and what they send."""
