"""The scaled numbers, typed in.

cell: scale_answer
earns: {scale: 0}
mistake: typed in
"""
def scale(values):
    raise ValueError("no idea")

scaled = [3.0, 6.0, 9.0]
