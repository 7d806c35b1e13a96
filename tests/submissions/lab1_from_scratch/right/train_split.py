"""Split over cells; the path is drawn in the last one.

cell: train_answer
"""

path = []
# %%
def one_epoch(theta):
    for batch in minibatches(data, batch_size=20):
        theta = gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in batch]), step_size)
    return theta
# %%
for i in range(1000):
    theta = one_epoch(theta)
    path.append(theta)
# %%
show_path(path, data)
