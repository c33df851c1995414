"""The decision tree, drawn."""
