"""Graphs of losses: their curves, labels and legends."""
