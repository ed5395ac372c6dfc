"""What an edition's numbers say: of one unit, of a tier, over the years. Pure: no Django, no clock, exact fractions.

Reads the JSON that an edition keeps (results/snapshot.py), whole or its public part, and says no more than that holds.
Credits ("quy đổi") enter no statistic (I3); what is unknown is left out and counted apart, never a zero (I10).
"""
