"""What is inside a file that somebody hands in: refused where opening it could do harm. Knows no Django.

pdf, office, image   look(path) raises Unfit
alone                the same in a process of its own, with limits of memory and time
unfit                the reasons
"""
