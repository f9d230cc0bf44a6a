package dev.tidings.ledger;

/// What was removed since it is too old.
///
/// @param notices that were about no delivery on record; the others go with theirs, and are not counted
public record Forgotten(int occurrences, int deliveries, int notices) {
    public static final Forgotten NOTHING = new Forgotten(0, 0);

    public Forgotten(int occurrences, int deliveries) {
        this(occurrences, deliveries, 0);
    }

    public Forgotten and(Forgotten more) {
        return new Forgotten(occurrences + more.occurrences, deliveries + more.deliveries, notices + more.notices);
    }
}
