"""Type hints, docstring, expanded formula.

cell: gradient_answer
"""

def linear_gradient(x: float, y: float, theta: list) -> list:
    """the derivative of (mx + c - y)^2"""
    m, c = theta[0], theta[1]
    return [2*m*x**2 + 2*c*x - 2*x*y, 2*m*x + 2*c - 2*y]
