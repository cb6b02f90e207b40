"""Tests that drive the screens."""
