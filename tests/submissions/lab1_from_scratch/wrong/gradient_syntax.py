"""A colon is missing.

cell: gradient_answer
earns: {gradient: 0, train: 0}
mistake: no function
"""

def linear_gradient(x, y, theta)
    return [0, 0]
