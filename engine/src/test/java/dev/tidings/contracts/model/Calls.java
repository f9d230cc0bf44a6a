package dev.tidings.contracts.model;

import dev.tidings.contracts.LedgerStory;
import dev.tidings.deliver.Claim;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.Settlement;
import java.util.List;

/// What a node asks of its ledger: the very calls of a courier and a janitor, passed on as they are.
///
/// A [Defect] passes one of them on in a wrong way.
class Calls {
    private final Ledger ledger;

    Calls(Ledger ledger) {
        this.ledger = ledger;
    }

    List<Claim> claim() {
        return ledger.claim(LedgerStory.ROAD, 1, LedgerStory.LEASE);
    }

    void compose(Claim claim) {
        var _ = ledger.kept(claim);
    }

    void renew(Claim claim) {
        ledger.renew(List.of(claim), LedgerStory.LEASE);
    }

    boolean arm(Claim claim) {
        return !ledger.arm(List.of(claim)).isEmpty();
    }

    void release(Claim claim) {
        ledger.release(List.of(claim));
    }

    boolean settle(Settlement settlement) {
        return ledger.settle(settlement).join();
    }

    void reap() {
        ledger.reap();
    }

    List<Claim> uncertain() {
        return ledger.uncertain(500, LedgerStory.LEASE);
    }
}
