r"""A page of its own, under the name of the feedback.

tries: a file lab4_minibatch.html beside the notebook
"""

LOSS_MINI20 = []
# %% file lab4_minibatch.html
<script>pwned(1)</script>10 of 10
