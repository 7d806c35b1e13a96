"""Types that lie about what they are.

tries: a metaclass with __eq__, __hash__, __name__, __instancecheck__, __subclasscheck__
"""

class M(type):
    __eq__ = lambda self, other: True
    __hash__ = lambda self: hash(list)
    __instancecheck__ = __subclasscheck__ = lambda self, other: True
    __name__ = property(lambda self: 1 / 0)
    __mro__ = property(lambda self: (list, object))
class L(metaclass=M):
    __class__ = list
    def __getattribute__(self, name):
        raise KeyboardInterrupt
LOSS_MINI20 = L()
