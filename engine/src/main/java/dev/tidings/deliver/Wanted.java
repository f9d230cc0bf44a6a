package dev.tidings.deliver;

import dev.tidings.mail.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whose conversations somebody wants to read. All that is named must fit; what is not named may be anything.
///
/// @param to       a person's address, whatever their mailbox is at this stage
/// @param delivery of one mail: its next attempt
public record Wanted(
        Optional<String> transport, Optional<String> notification, Optional<Address> to, Optional<Long> delivery) {
    public Wanted {
        if (transport.isEmpty() && notification.isEmpty() && to.isEmpty() && delivery.isEmpty()) {
            throw new IllegalArgumentException("expected a transport, a notification, an address or a delivery");
        }
    }

    /// The next attempt of one mail.
    public static Wanted nextOf(long delivery) {
        return new Wanted(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(delivery));
    }

    boolean fits(String road, Claim claim) {
        return delivery.map(each -> each == claim.delivery()).orElse(true)
                && transport.map(road::equals).orElse(true)
                && notification.map(claim.occurrence().notification()::equals).orElse(true)
                && to.map(Address::key)
                        .map(claim.recipient().mailbox().address().key()::equals)
                        .orElse(true);
    }

    /// `transport main, to ann@example.com`
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        transport.ifPresent(name -> words.add("transport " + name));
        notification.ifPresent(id -> words.add("notification " + id));
        to.ifPresent(address -> words.add("to " + address));
        delivery.ifPresent(id -> words.add("the next attempt of delivery " + id));
        return String.join(", ", words);
    }
}
