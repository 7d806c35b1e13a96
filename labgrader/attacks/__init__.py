"""Hands in hostile submissions to a temporary course, grades it the ordinary way, and judges what came of each.

hostile    reads the attacks: data, of which nothing is ever executed outside of the sandbox
handin     writes an attack as the folder that a student would hand in
course     the temporary course, with a marker planted in everything that is secret
worker     the grading process, watched: time, memory, and what is left behind
judge      whether an attack got anything
pages      what is in a page that should not be
"""
