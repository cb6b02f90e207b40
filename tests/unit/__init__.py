"""Tests without a screen."""
