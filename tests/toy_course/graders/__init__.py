"""The graders of the toy course."""
