"""Spanish labels; those of two mini-batches are swapped.

cell: loss_plot_answer
earns: {loss_plot: 3}
mistake: wrong names in the legend
"""

plt.plot(LOSS_BGD, label="descenso de gradiente por lotes")
plt.plot(LOSS_SGD, label="estocástico")
plt.plot(LOSS_MINI5, label="minilote de cinco")
plt.plot(LOSS_MINI10, label="minilote de veinte")
plt.plot(LOSS_MINI20, label="minilote de diez")
plt.xlabel("época")
plt.ylabel("pérdida total")
plt.legend()
plt.show()
