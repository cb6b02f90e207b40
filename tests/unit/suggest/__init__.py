"""What the machine proposes, on invented text."""
