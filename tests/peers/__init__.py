"""Tests that read our exports with the programs they are for."""
