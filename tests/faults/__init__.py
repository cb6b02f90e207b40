"""Tests that kill, fill and break."""
