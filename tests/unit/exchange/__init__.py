"""Tests of dvo_tui.exchange."""
