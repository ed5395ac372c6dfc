"""What an edition's numbers say, in the words of the page: sentences and charts, from `analysis` and nothing else."""
