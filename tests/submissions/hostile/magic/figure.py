"""A graph whose curves say something else to whoever asks.

tries: get_lines, get_data, get_axes, labels that lie or raise
cell: loss_plot_answer
"""

right = torch.tensor([835.2756, 85.4972, 5.3364, 0.3113, 0.0216, 0.0079, 0.0080, 0.0082, 0.0083, 0.0083])
class Liar:
    get_data = lambda self, **more: (torch.arange(10), right)
    get_label = lambda self: "batch size 20"
    get_linestyle = get_marker = lambda self: "-"
    get_color = lambda self: "red"
figure, axes = plt.subplots()
axes.get_lines = lambda: [Liar() for _ in range(5)]
axes.get_xlabel = axes.get_ylabel = lambda: "epoch"
axes.get_title = lambda: 1 / 0
figure.get_axes = lambda: [axes] * 1000
plt.show()
