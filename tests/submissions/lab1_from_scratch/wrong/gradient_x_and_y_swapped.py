"""x and y of the pair swapped.

cell: gradient_answer
earns: {gradient: 0}
mistake: x and y swapped
"""

def linear_gradient(x, y, theta):
    slope, bias = theta
    error = slope * y + bias - x
    return [2 * error * y, 2 * error]
