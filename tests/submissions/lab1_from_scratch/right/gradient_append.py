"""The list is filled step by step.

cell: gradient_answer
"""

def linear_gradient(x,y,theta):
    grad=[]
    pred=theta[0]*x+theta[1]
    err=pred-y
    grad.append(2*err*x)
    grad.append(2*err)
    print(len(grad)) if False else None
    return grad
