"""A list of losses that never ends, wherever it is looked at.

tries: endless generators, __iter__, __len__, __repr__, __del__
"""

import itertools
class E:
    __iter__ = lambda self: itertools.count()
    def __len__(self):
        while True: pass
    __repr__ = __str__ = __float__ = __eq__ = __bool__ = __len__
LOSS_MINI20 = (0.0 for _ in itertools.count())
endless, more, counted = E(), [E()] * 1000, itertools.count()
itself = []
itself.append(itself)
