"""Quizzes made from an analysed text."""

from lessons.quizzes.items import Draft
from lessons.quizzes.making import make

__all__ = ["Draft", "make"]
