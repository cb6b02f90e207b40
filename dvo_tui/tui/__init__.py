"""The screens; the only place for Textual, and never the owner of domain state."""
