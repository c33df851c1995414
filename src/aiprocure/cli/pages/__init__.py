"""What the command shows, laid out for a terminal: one page a module."""
