"""One file a format; each turns bytes into an Article."""
