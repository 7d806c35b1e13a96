"""The feedback page: what of a graded notebook a student reads, and in which order."""
