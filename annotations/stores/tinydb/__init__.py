"""A library as a folder of files: TinyDB on a storage that loses nothing.

Importing this package does not import TinyDB; only a commit does.
"""
