"""Losses read off, and typed in.

cell: bgd_answer
earns: {bgd: 0}
mistake: typed in
"""

LOSS_BGD = [595.0, 342.5, 202.2, 121.9, 74.68, 46.35, 29.1, 18.4, 11.8, 7.6, 5.0, 3.3, 2.2, 1.5, 1.1, 0.8, 0.6, 0.4, 0.3, 0.23]
