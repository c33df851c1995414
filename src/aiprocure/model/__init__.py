"""What the guideline says and what an officer says, as immutable values."""
