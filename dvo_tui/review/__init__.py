"""What the reviewer does: commands on immutable records, each answered by a change that can be undone."""
