"""A tiny step in the imaginary direction.

cell: gradient_answer
"""

def linear_gradient(x, y, theta):
    h = 1e-20
    slope, bias = theta
    square = lambda s, b: (s * x + b - y) ** 2
    return [square(slope + 1j * h, bias).imag / h, square(slope, bias + 1j * h).imag / h]
