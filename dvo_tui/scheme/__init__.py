"""What may be annotated: layers, labels and their guidelines."""
