package dev.tidings.contracts.model;

import dev.tidings.mail.Address;
import dev.tidings.mail.Mailbox;
import dev.tidings.notification.DeliveryRules;
import dev.tidings.notification.DeliveryRules.WhenUncertain;
import dev.tidings.notification.Route;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is given.
///
/// @param people 1 or more
/// @param faults at most so many befall the two nodes
public record Premise(int people, int faults, WhenUncertain whenUncertain) {
    /// Retries enough for every fault there can be.
    DeliveryRules rules(String road) {
        DeliveryRules usual = DeliveryRules.usual(
                Mailbox.of(new Address("tidings", "example.com")), new Route.InOrder(List.of(road)));
        return new DeliveryRules(
                usual.correspondence(),
                usual.markings(),
                usual.by(),
                new DeliveryRules.Retry(faults + 3, Duration.ofSeconds(1), 1, Duration.ofDays(1)),
                whenUncertain,
                Optional.empty(),
                usual.unsubscribe());
    }

    @Override
    public String toString() {
        return "%d people, %d faults, %s"
                .formatted(people, faults, whenUncertain.name().toLowerCase(Locale.ROOT));
    }
}
