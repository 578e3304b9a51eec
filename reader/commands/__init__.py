"""The commands: one small module for each, imported when it is the one that is used."""
