"""A notebook of 30 MB.

tries: more than may be handed in
raw: [["[1],", 7500000]]
told: larger than 20 MB
"""
