"""The default of shuffle is a text, which is compared with True.

cell: minibatches_answer
earns: {minibatches: 5}
mistake: not shuffled by default
"""

def minibatches(dataset, batch_size=20, shuffle="True"):
    items = list(dataset)
    if shuffle == True:
        random.shuffle(items)
    for start in range(0, len(items), batch_size):
        yield items[start:start + batch_size]
