"""Tells its own kernel to shut down.

tries: do_shutdown, io_loop.stop, closed sockets
earns: {updates: 0}
"""

LOSS_MINI20 = []
kernel = get_ipython().kernel
for socket in (kernel.iopub_socket,):
    try:
        socket.close()
    except Exception as error:
        print(error)
kernel.io_loop.stop()
