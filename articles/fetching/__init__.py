"""Articles from the web: fetched when somebody asks for it, and never while reading."""
