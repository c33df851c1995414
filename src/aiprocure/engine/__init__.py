"""What follows from an edition: pure functions over the model."""
