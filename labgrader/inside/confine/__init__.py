"""Confines a process before student code runs in it: small layers, each of which holds when another is missing.

machine    which layers this machine allows; the mode, in one line
view       the files that a kernel sees: a private, size-limited tree with read-only libraries
identity   the user that a kernel runs as, without capabilities
landlock   which files may be opened, which signals and sockets leave the kernel
seccomp    which system calls there are
rlimits    how much of everything
supervisor the process that starts a kernel, watches it, and ends it
batch      what it sends to the kernel, and what it takes of what comes back
pipes      what both go through
"""
