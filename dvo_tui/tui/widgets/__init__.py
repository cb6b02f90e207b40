"""What screens are made of; widgets see the session and nothing below it."""
