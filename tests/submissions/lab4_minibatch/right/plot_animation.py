"""The curves grow in an animation; its last frame has all of them.

cell: loss_plot_answer
"""

from matplotlib.animation import FuncAnimation

lists = {
    "batch": LOSS_BGD,
    "stochastic": LOSS_SGD,
    "batch size 5": LOSS_MINI5,
    "batch size 10": LOSS_MINI10,
    "batch size 20": LOSS_MINI20,
}
fig, ax = plt.subplots()
lines = [ax.plot([], [], label=name)[0] for name in lists]
ax.set(xlim=(0, 10), ylim=(0, 400), xlabel="epoch", ylabel="total loss")
ax.legend()


def frame(count):
    for line, losses in zip(lines, lists.values()):
        line.set_data(range(count), losses[:count])
    return lines


animation = FuncAnimation(fig, frame, frames=range(0, len(LOSS_BGD) + 1, 5))
from IPython.display import HTML

HTML(animation.to_jshtml())
