"""The way of a submission, walked once: `function.grade_submission`, which everything that grades one calls."""
