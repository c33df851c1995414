"""The commands, one a module, each named for its command."""
