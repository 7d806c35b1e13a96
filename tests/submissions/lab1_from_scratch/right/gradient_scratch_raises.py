"""A scratch cell that raises an error.

cell: gradient_answer
"""

def linear_gradient(x, y, theta):
    error = theta[0] * x + theta[1] - y
    return [2 * error * x, 2 * error]
# %%
linear_gradient(1, 2)
