"""What goes out: one module a format, found by the registry."""
