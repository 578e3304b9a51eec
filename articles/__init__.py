"""Texts and the offsets into them; knows nothing of annotations or terminals."""
