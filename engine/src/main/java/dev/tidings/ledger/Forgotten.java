package dev.tidings.ledger;

/// What was removed since it is too old.
public record Forgotten(int occurrences, int deliveries) {
    public static final Forgotten NOTHING = new Forgotten(0, 0);

    public Forgotten and(Forgotten more) {
        return new Forgotten(occurrences + more.occurrences, deliveries + more.deliveries);
    }
}
