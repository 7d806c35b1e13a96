"""Nothing.

cell: dataset_answer
earns: {dataset: 0, losses: 0, loss_plot: 0}
mistake: no dataset
"""

pass
