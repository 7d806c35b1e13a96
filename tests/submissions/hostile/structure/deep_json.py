r"""JSON that is nested a hundred thousand levels deep.

tries: a notebook of brackets
raw: [["{\"cells\":", 1], ["[", 100000]]
told: not a Jupyter notebook
"""
