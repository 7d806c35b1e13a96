"""The result of the step is not kept.

cell: train_answer
earns: {train: 0}
mistake: theta never changed
"""

path = []
for epoch in range(1000):
    for batch in minibatches(data, batch_size=20):
        gradient_step(theta, vector_mean([linear_gradient(x, y, theta) for x, y in batch]), step_size)
    path.append(theta)
