package dev.tidings.server.answer;

import dev.tidings.deliver.Suppression;
import dev.tidings.ledger.History;
import dev.tidings.ledger.History.Which;
import dev.tidings.ledger.Page;
import java.time.Instant;
import java.util.List;

/// Answers about whom not to mail.
record Suppressions(History history, Instant now) {
    private static final int OF_ONE_MAX = 20;

    /// Those of one address.
    List<SuppressionAnswer> of(String address, Which which) {
        return history.suppressions(address, which, Page.first(OF_ONE_MAX)).stream()
                .map(each -> SuppressionAnswer.of(each, now))
                .filter(each -> Suppression.key(each.address()).equals(Suppression.key(address)))
                .toList();
    }
}
