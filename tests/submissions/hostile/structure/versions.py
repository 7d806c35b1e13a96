"""A notebook of a version that does not exist.

tries: nbformat 99, cells of types that do not exist
raw: [['{"nbformat":99,"nbformat_minor":-1,"metadata":[],"cells":[{"cell_type":[],"source":{}}]}', 1]]
told: not a Jupyter notebook
"""
