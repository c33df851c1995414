"""The record of an assessment: what was decided, by which edition, from which answers, and why."""
