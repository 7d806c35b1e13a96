"""Proves the graders of a lab: how often they are wrong, of both kinds, over answers that nobody wrote down."""
