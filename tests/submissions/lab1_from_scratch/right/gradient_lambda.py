"""A lambda, and other parameter names.

cell: gradient_answer
"""

linear_gradient = lambda a, b, t: [2 * (t[0] * a + t[1] - b) * k for k in (a, 1)]
