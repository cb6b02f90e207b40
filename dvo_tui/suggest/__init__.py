"""What the machine proposes, one module a layer; a suggestion is never the truth."""
