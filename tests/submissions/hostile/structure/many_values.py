"""A notebook of 19 MB that is millions of empty values.

tries: 6 million empty dicts in the metadata
raw: [['{"nbformat":4,"nbformat_minor":5,"cells":[],"metadata":{"x":[', 1], ["{},", 6300000], ["{}]}}", 1]]
told: not a Jupyter notebook
"""
