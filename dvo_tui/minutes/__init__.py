"""What a document is: its text, which never changes, and the structure found in it."""
