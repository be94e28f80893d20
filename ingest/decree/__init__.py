"""What an act of the commune says of itself: number, dates, object, votes, life, links to other acts."""
