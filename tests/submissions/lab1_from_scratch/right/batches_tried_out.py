"""Called in a cell of their own.

cell: minibatches_answer
"""

def minibatches(dataset, batch_size=20, shuffle=True):
    items = list(dataset)
    if shuffle:
        random.shuffle(items)
    for start in range(0, len(items), batch_size):
        yield items[start:start + batch_size]
# %%
for batch in minibatches(data):
    print(len(batch))
