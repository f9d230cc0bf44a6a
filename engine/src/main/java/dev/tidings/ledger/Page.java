package dev.tidings.ledger;

/// Which part of a long list: the newest `most` with an id below `before`.
public record Page(long before, int most) {
    public Page {
        if (most < 1 || most > 10_000) {
            throw new IllegalArgumentException("a page holds 1 to 10000, not " + most);
        }
    }

    public static Page first(int most) {
        return new Page(Long.MAX_VALUE, most);
    }
}
