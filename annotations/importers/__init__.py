"""What comes in: one module a format, found by the registry."""
