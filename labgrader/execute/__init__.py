"""Runs notebooks: what is sent to a kernel, and what is made of the records that come back.

outputs        what a cell shows, in the notebook
elsewhere      what a student's machine has, and this one has not
notebook_run   one run of one notebook: outputs, evidence, and the limits that were met
"""
