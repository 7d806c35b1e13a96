"""A fraction.

cell: predict_answer
"""

from fractions import Fraction

prediction = Fraction(2) * 3 + 1
