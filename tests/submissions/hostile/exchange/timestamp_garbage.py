"""A time of submission that is none.

tries: timestamp.txt with text, beyond every calendar
base: solved
place: behind
pending: links and special files are taken out before nbgrader copies a submission
"""

print('a right answer')
# %% file timestamp.txt
99999-99-99 [/red] [2J
