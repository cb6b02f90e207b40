"""Tests of dvo-tui."""
