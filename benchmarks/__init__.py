"""What must stay quick: ``make bench`` runs every ``bench_*.py`` here."""
