"""The list of batch size 10 under the new name; nothing is trained.

cell: mini20_answer
earns: {mini20: 0}
mistake: copy of LOSS_MINI10
"""

LOSS_MINI20 = LOSS_MINI10
