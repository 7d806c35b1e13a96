"""The labels are German.

cell: loss_plot_answer
"""

plt.plot(LOSS_BGD, label="Gradientenabstieg (alle Daten)")
plt.plot(LOSS_SGD, label="stochastischer Gradientenabstieg")
plt.plot(LOSS_MINI5, label="Stapelgröße fünf")
plt.plot(LOSS_MINI10, label="Stapelgröße zehn")
plt.plot(LOSS_MINI20, label="Stapelgröße zwanzig")
plt.xlabel("Epoche")
plt.ylabel("Gesamtverlust")
plt.legend()
plt.show()
