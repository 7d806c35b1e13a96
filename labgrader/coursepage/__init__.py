"""The course page of a hub: where students find each submission, its state and its feedback.

`published` is the folder that it reads, and that the grading service writes (`labgrader.onsubmit.publisher`);
`headers` says what a browser may do with each answer, `views` makes pages, `handlers` answers requests, `confinement`
keeps the process from every other file, and `app` joins them. It imports nothing that grades.
"""
