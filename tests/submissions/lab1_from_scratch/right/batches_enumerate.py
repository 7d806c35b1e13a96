"""enumerate, and a new list whenever the number is a multiple of the size.

cell: minibatches_answer
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    order = [i for i in range(len(dataset))]
    if shuffle == True:
        random.shuffle(order)
    result = []
    for number, i in enumerate(order):
        if number % batch_size == 0:
            result.append([])
        result[-1].append(dataset[i])
    return result
