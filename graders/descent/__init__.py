"""The grader engine of the labs: what a list of losses was made by."""
