"""What runs beside student code: an IPython kernel that also reports its namespace as plain data.

Trusts nothing and is trusted by nothing: the grading process never imports this package (it starts it as a
program), and checks whatever comes out of it. It imports nothing else of labgrader.
"""
