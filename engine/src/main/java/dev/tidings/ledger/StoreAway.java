package dev.tidings.ledger;

/// The store cannot be asked at the moment: its server is away or says nothing, or it was closed. Nobody made a
/// mistake; whoever asked asks again later.
public final class StoreAway extends IllegalStateException {
    public StoreAway(String why) {
        super(why);
    }
}
