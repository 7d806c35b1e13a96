"""The data of the labs, and what every training on them shares."""

from graders.descent.task import Setting

SIXTY_POINTS = Setting(low=-3, high=3, start=(-15.0, -10.0), epochs=10)
HUNDRED_POINTS = Setting(low=-5, high=5, start=(-10.0, -20.0), epochs=20)  # on a line through the origin
