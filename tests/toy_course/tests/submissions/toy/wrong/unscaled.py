"""Returns the numbers as they are.

cell: scale_answer
earns: {scale: 0}
mistake: not scaled
"""
def scale(values):
    return list(values)

scaled = scale(numbers)
