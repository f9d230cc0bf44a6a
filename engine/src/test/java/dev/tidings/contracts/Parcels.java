package dev.tidings.contracts;

import dev.tidings.audience.Recipient;
import dev.tidings.audience.Row;
import dev.tidings.compose.Composition.Composed;
import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Clerk;
import dev.tidings.deliver.Parcel;
import dev.tidings.mail.Address;
import dev.tidings.mail.Mailbox;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Parcels to be carried, and a clerk who writes down what is said.
public final class Parcels {
    public static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

    private static final Address SENDER = Address.parse("reports@example.com");

    private Parcels() {}

    public static final Occurrence OCCURRENCE = new Occurrence(
            7,
            new Occurrence.Key("weekly-report", NINE, Cause.SCHEDULE),
            Stage.LOG,
            new Revision("0".repeat(64)),
            new Occurrence.Period(NINE, NINE),
            NINE,
            Optional.empty());

    public static Parcel to(String name, String subject) {
        return to(name, subject, "Subject: %s\r\n\r\nGood morning\r\n".formatted(subject));
    }

    public static Parcel to(String name, String subject, String content) {
        Address address = Address.parse(name + "@example.com");
        Recipient recipient = new Recipient(
                address.key(), new Mailbox(name, address), Optional.empty(), Optional.empty(), new Row(Map.of()));
        Claim claim = new Claim(
                Integer.toUnsignedLong(address.hashCode()),
                1,
                1,
                OCCURRENCE,
                recipient,
                NINE,
                new Claim.Progress(0, "main", NINE.plusSeconds(60), false));
        return new Parcel(
                claim, Stage.LOG, new Composed(SENDER, address, subject, content.getBytes(StandardCharsets.UTF_8)));
    }

    /// A clerk with these parcels to carry, who for the rest does as another does.
    public static Clerk handing(List<Parcel> parcels, Clerk other) {
        Queue<Parcel> left = new ConcurrentLinkedQueue<>(parcels);
        return new Clerk() {
            @Override
            public List<Parcel> next(int most) {
                List<Parcel> some = new ArrayList<>();
                while (some.size() < most && !left.isEmpty()) {
                    some.add(left.remove());
                }
                return some;
            }

            @Override
            public List<Parcel> arm(List<Parcel> armed) {
                return other.arm(armed);
            }

            @Override
            public void report(Parcel parcel, Attempt attempt) {
                other.report(parcel, attempt);
            }
        };
    }

    /// Lets those pass whose subject is not `withheld`.
    public static final class Notes implements Clerk {
        public final List<String> said = new ArrayList<>();
        public final List<Attempt> attempts = new ArrayList<>();

        @Override
        public List<Parcel> next(int most) {
            return List.of();
        }

        @Override
        public List<Parcel> arm(List<Parcel> parcels) {
            said.add("armed " + parcels.size());
            return parcels.stream()
                    .filter(each -> !each.message().subject().equals("withheld"))
                    .toList();
        }

        @Override
        public void report(Parcel parcel, Attempt attempt) {
            said.add(attempt.outcome().word());
            attempts.add(attempt);
        }
    }
}
