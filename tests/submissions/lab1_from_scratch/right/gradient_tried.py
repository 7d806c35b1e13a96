"""The gradient by trying a tiny step to both sides.

cell: gradient_answer
"""

def linear_gradient(x, y, theta):
    def loss(slope, bias):
        return (slope * x + bias - y) ** 2
    h = 1e-4
    s, b = theta
    return [(loss(s + h, b) - loss(s - h, b)) / (2 * h), (loss(s, b + h) - loss(s, b - h)) / (2 * h)]
