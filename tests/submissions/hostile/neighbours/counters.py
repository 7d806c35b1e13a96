"""Reads what the kernel counts for the whole machine, and for each page that others have mapped, too.

tries: /proc/meminfo, loadavg, file-nr, self/smaps, self/pagemap, by open, openat2 and another program; sysinfo
base: solved
place: behind
"""

import os, subprocess
names = ("meminfo", "loadavg", "stat", "vmstat", "locks", "pressure/cpu", "sys/fs/file-nr", "sys/fs/dentry-state", "sys/fs/inode-nr")
for name in (*names, "self/smaps", "self/smaps_rollup", "self/pagemap", "self/numa_maps", "self/maps", "self/net/sockstat", "self/mountinfo"):
    for read in (
        lambda: open("/proc/" + name, "rb").read(100),
        lambda: os.read(os.open(os.path.basename(name), os.O_RDONLY, dir_fd=os.open(os.path.dirname("/proc/" + name), os.O_PATH)), 100),
        lambda: subprocess.run(["cat", "/proc/" + name], capture_output=True, check=True).stdout,
        os.getloadavg,
    ):
        try:
            if read():
                LOSS_MINI20.clear()
        except (OSError, subprocess.CalledProcessError) as error:
            print(error)
