"""The system calls that the filter refuses: their numbers on (x86_64, aarch64); None where there is none.

A list of what is refused, not of what is allowed, because libraries use most of the rest. Every number was thought
about but those that are newer than `NEWEST` or in `GAP`: they are answered as if the kernel had no such call.
"""

from __future__ import annotations

NEWEST = 452  # the same number on both
GAP = ((335, 423), (295, 423))  # the first and the last of the numbers that are in no use, or new in it

# fmt: off

# Reading or changing another process.
OTHER_PROCESSES = {
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "pidfd_getfd": (438, 438), "process_madvise": (440, 440), "process_mrelease": (448, 448),
    "move_pages": (279, 239), "migrate_pages": (256, 238),
}
# Changing what is mounted where.
MOUNTS = {
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "fsopen": (430, 430), "fsmount": (432, 432), "fsconfig": (431, 431), "fspick": (433, 433),
    "move_mount": (429, 429), "open_tree": (428, 428), "mount_setattr": (442, 442), "quotactl": (179, 60),
    "quotactl_fd": (443, 443), "swapon": (167, 224), "swapoff": (168, 225),
}
# Entering namespaces (`clone` is examined for making them).
NAMESPACES = {
    "unshare": (272, 97), "setns": (308, 268),
}
# The kernel's own settings, tracing, keys, and its most attacked corners.
THE_KERNEL = {
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "kexec_load": (246, 104),
    "kexec_file_load": (320, 294), "init_module": (175, 105), "finit_module": (313, 273),
    "delete_module": (176, 106), "reboot": (169, 142), "syslog": (103, 116), "acct": (163, 89),
    "iopl": (172, None), "ioperm": (173, None), "modify_ldt": (154, None), "lookup_dcookie": (212, 18),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265), "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "vhangup": (153, 58), "settimeofday": (164, 170), "clock_settime": (227, 112), "adjtimex": (159, 171),
    "clock_adjtime": (305, 266), "sethostname": (170, 161), "setdomainname": (171, 162),
    "personality": (135, 92),
}
# Answered as if the kernel had none: programs then do without. `clone3` hides its flags from a filter.
ABSENT = {
    "clone3": (435, 435), "io_uring_setup": (425, 425), "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427), "seccomp": (317, 277), "landlock_create_ruleset": (444, 444),
    "landlock_add_rule": (445, 445), "landlock_restrict_self": (446, 446),
}
# Memory that no process has mapped, so that nobody counts it: of the kernel's objects, and of pages that pipes hold.
UNCOUNTED = {
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "vmsplice": (278, 75),
    "shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195), "shmdt": (67, 197),
    "msgget": (68, 186), "msgsnd": (69, 189), "msgrcv": (70, 188), "msgctl": (71, 187),
    "semget": (64, 190), "semop": (65, 193), "semctl": (66, 191), "semtimedop": (220, 192),
    "mq_open": (240, 180), "mq_unlink": (241, 181), "mq_timedsend": (242, 182), "mq_timedreceive": (243, 183),
    "mq_notify": (244, 184), "mq_getsetattr": (245, 185),
    "io_setup": (206, 0), "io_destroy": (207, 1), "io_submit": (209, 2), "io_cancel": (210, 3),
    "io_getevents": (208, 4), "io_pgetevents": (333, 292),
}
# What one process does to an inode, a page or a counter of the whole machine, and another one can ask for.
TELLING = {
    "inotify_init": (253, None), "inotify_init1": (294, 26), "inotify_add_watch": (254, 27),
    "inotify_rm_watch": (255, 28), "fanotify_init": (300, 262), "fanotify_mark": (301, 263),
    "mincore": (27, 232), "cachestat": (451, 451), "sysinfo": (99, 179), "ustat": (136, None), "sysfs": (139, None),
    "pidfd_open": (434, 434), "mbind": (237, 235), "set_mempolicy": (238, 237), "get_mempolicy": (239, 236),
    "set_mempolicy_home_node": (450, 450), "futex_waitv": (449, 449),
}
# These succeed, and do nothing: locks, advice on the page cache, and writing out what the whole machine holds.
WITHOUT_EFFECT = {
    "flock": (73, 32), "fadvise64": (221, 223), "readahead": (187, 213), "sync": (162, 81), "syncfs": (306, 267),
}
# Without a user of its own, a kernel could change these of any file of the grader's: they do nothing.
METADATA = {
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452),
    "chown": (92, None), "lchown": (94, None), "fchown": (93, 55), "fchownat": (260, 54),
    "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7), "removexattr": (197, 14),
    "lremovexattr": (198, 15), "fremovexattr": (199, 16), "utime": (132, None), "utimes": (235, None),
    "futimesat": (261, None), "utimensat": (280, 88),
}
# Without namespaces, these reach, or escape to, what does not belong to the kernel.
SHARED = {
    "setsid": (112, 157), "setpgid": (109, 154), "setpriority": (141, 140), "ioprio_set": (251, 30),
    "connect": (42, 203), "setuid": (105, 146), "setreuid": (113, 145), "setresuid": (117, 147), "setfsuid": (122, 151),
    "statfs": (137, 43), "fstatfs": (138, 44),
}
# Without namespaces, these may be called for the calling process alone (process id 0).
OWN_ONLY = {
    "prlimit64": (302, 261), "sched_setaffinity": (203, 122), "sched_setscheduler": (144, 119),
    "sched_setparam": (142, 118), "sched_setattr": (314, 274),
}
# Refused, or without effect, for some of their arguments.
EXAMINED = {
    "socket": (41, 198), "socketpair": (53, 199), "clone": (56, 220), "ioctl": (16, 29), "prctl": (157, 167),
    "kill": (62, 129), "fcntl": (72, 25), "madvise": (28, 233), "preadv2": (327, 286), "setsockopt": (54, 208),
    "getsockopt": (55, 209), "mmap": (9, 222), "setrlimit": (160, 164),
}
