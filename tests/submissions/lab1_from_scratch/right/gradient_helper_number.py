"""Helpers and constants with plain names stand beside it.

cell: gradient_answer
"""

def as_float(value):
    return float(value)

def answer(slope, bias, x):
    return as_float(slope) * x + bias

dice = 2

def linear_gradient(x, y, theta):
    return [dice * (answer(*theta, x) - y) * factor for factor in (x, 1)]
