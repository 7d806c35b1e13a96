"""A loop that appends.

cell: scale_answer
"""
def scale(values):
    found = []
    for value in values:
        found.append(FACTOR * value)
    return found
# %%
scaled = scale(numbers)
