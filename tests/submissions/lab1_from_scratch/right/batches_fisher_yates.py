"""Shuffled by hand, by swapping.

cell: minibatches_answer
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    a = [item for item in dataset]
    n = len(a)
    if shuffle:
        for i in range(n - 1, 0, -1):
            j = random.randint(0, i)
            a[i], a[j] = a[j], a[i]
    result = [[]]
    for item in a:
        if len(result[-1]) == batch_size:
            result.append([])
        result[-1].append(item)
    return result
