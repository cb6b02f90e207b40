"""Readers: one format each, from source to blocks in reading order."""
