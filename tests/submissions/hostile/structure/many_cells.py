"""A notebook of 15 MB with 200 000 cells.

tries: 200 000 empty cells
raw: [['{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[', 1], ['{"cell_type":"raw","metadata":{},"source":"","id":"a"},', 200000], ['{"cell_type":"raw","metadata":{},"source":"","id":"a"}]}', 1]]
told: not a Jupyter notebook
"""
