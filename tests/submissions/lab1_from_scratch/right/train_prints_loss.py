"""The total loss is printed now and then, and the path is drawn in the loop.

cell: train_answer
"""

path = []

for epoch in range(1000):
    for batch in minibatches(data, batch_size=20):
        grads = []
        for (x, y) in batch:
            grads.append(linear_gradient(x, y, theta))
        theta = gradient_step(theta, vector_mean(grads), step_size)
    path.append(theta)

    if epoch % 250 == 0:
        loss = sum((theta[0] * x + theta[1] - y) ** 2 for x, y in data) / len(data)
        print("epoch", epoch, "loss", loss)
        plt.plot([t[0] for t in path], [t[1] for t in path], ".")
        plt.show()
