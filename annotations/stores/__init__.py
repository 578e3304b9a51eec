"""What keeps a library: a folder of files, a team's database, or memory in a test."""
