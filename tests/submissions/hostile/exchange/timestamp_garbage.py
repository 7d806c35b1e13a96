"""A time of submission that is none.

told: timestamp.txt holds no time
tries: timestamp.txt with text, beyond every calendar
base: solved
place: behind
"""

print('a right answer')
# %% file timestamp.txt
99999-99-99 [/red] [2J
