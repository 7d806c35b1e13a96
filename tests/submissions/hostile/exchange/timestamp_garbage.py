"""A time of submission that is none.

tries: timestamp.txt with text, beyond every calendar
base: solved
place: behind
pending: a time of submission that is none stops nbgrader, so it is taken out before
"""

print('a right answer')
# %% file timestamp.txt
99999-99-99 [/red] [2J
