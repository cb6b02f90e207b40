"""Tests of dvo_tui.scheme."""
