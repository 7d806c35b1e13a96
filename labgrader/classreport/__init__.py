"""The class report: one page that shows an instructor how a lab went."""

from labgrader.classreport.page import render
from labgrader.classreport.read import read_class
from labgrader.classreport.summary import summarise

__all__ = ["read_class", "render", "summarise"]
