"""Tests of dvo_tui.cli."""
