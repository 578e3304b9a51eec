"""Claims, facts, notes and reviews on articles; no terminal code."""
