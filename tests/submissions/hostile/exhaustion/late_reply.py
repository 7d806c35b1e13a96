"""Never comes to an end with its evidence.

tries: what collects it loops for ever
earns: {}
"""

LOSS_MINI20 = []
def evidence(*args):
    while True:
        try:
            while True:
                pass
        except KeyboardInterrupt:
            pass
type(get_ipython().kernel)._evidence = evidence
