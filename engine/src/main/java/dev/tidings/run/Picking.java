package dev.tidings.run;

import dev.tidings.audience.Drawn;
import dev.tidings.audience.Drawn.Person;
import dev.tidings.audience.Recipient;
import dev.tidings.audience.Row;
import dev.tidings.mail.Address;
import dev.tidings.mail.Mailbox;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who of an audience is meant.
sealed interface Picking {
    List<Drawn> pick(List<Drawn> page);

    /// True when no further page can matter.
    boolean satisfied();

    /// Whoever is picked when all pages have been seen.
    ///
    /// @param unreadable records that were no rows at all
    List<Drawn> rest(List<String> unreadable);

    record Everyone() implements Picking {
        @Override
        public List<Drawn> pick(List<Drawn> page) {
            return page;
        }

        @Override
        public boolean satisfied() {
            return false;
        }

        /// A record that is not even a row is somebody who gets no mail, so it is on record too.
        @Override
        public List<Drawn> rest(List<String> unreadable) {
            return unreadable.stream()
                    .<Drawn>map(record -> new Drawn.Misfit(record, "", record, new Row(Map.of())))
                    .toList();
        }
    }

    /// One address. Somebody who is not in the audience gets the mail of its first person, so that a mail can
    /// be tried on a colleague.
    final class One implements Picking {
        private final Address address;
        private Optional<Recipient> first = Optional.empty();
        private boolean found;

        One(String address) {
            this.address = Address.parse(address);
        }

        @Override
        public List<Drawn> pick(List<Drawn> page) {
            if (found) {
                return List.of();
            }
            List<Drawn> picked = page.stream().filter(this::isMeant).limit(1).toList();
            found = !picked.isEmpty();
            if (first.isEmpty()) {
                first = page.stream()
                        .filter(Person.class::isInstance)
                        .map(Person.class::cast)
                        .map(Person::recipient)
                        .findFirst();
            }
            return picked;
        }

        private boolean isMeant(Drawn drawn) {
            return drawn instanceof Person(Recipient recipient)
                    && recipient.mailbox().address().key().equals(address.key());
        }

        @Override
        public boolean satisfied() {
            return found;
        }

        @Override
        public List<Drawn> rest(List<String> unreadable) {
            return found ? List.of() : first.map(this::instead).stream().toList();
        }

        private Drawn instead(Recipient someone) {
            return new Person(new Recipient(
                    "instead of " + someone.key(),
                    Mailbox.of(address),
                    someone.locale(),
                    someone.zone(),
                    someone.row()));
        }
    }
}
