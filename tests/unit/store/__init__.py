"""Tests of dvo_tui.store."""
