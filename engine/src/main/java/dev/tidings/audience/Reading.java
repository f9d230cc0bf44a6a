package dev.tidings.audience;

import dev.tidings.audience.Drawn.Misfit;
import dev.tidings.audience.Drawn.Person;
import dev.tidings.mail.Address;
import dev.tidings.mail.Mailbox;
import dev.tidings.mail.MalformedAddress;
import dev.tidings.notification.Audience.Addressing;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;

/// Makes recipients of rows, as an addressing says.
///
/// Name and address are filled apart from each other, so a name with a comma, a quote or a `<` in it stays a
/// name and can never become an address.
public final class Reading {
    /// What the mailbox stands behind in the notification.
    private final String place;

    private final Addressing addressing;
    private final ColumnText name;
    private final ColumnText address;

    /// @throws IllegalArgumentException when the addressing's `to` cannot be read
    public Reading(Addressing addressing) {
        this("to", addressing);
    }

    /// Of mailboxes alone.
    Reading(String place, String mailbox) {
        this(place, new Addressing(mailbox, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private Reading(String place, Addressing addressing) {
        this.place = place;
        this.addressing = addressing;
        String to = addressing.to().strip();
        int open = to.lastIndexOf('<');
        boolean named = open >= 0 && to.endsWith(">");
        this.name = ColumnText.of(named ? unquoted(to.substring(0, open).strip()) : "");
        this.address = ColumnText.of(named ? to.substring(open + 1, to.length() - 1) : to);
    }

    /// Checks an addressing without a row.
    ///
    /// @throws IllegalArgumentException in a sentence, when its `to` cannot be read
    public static void check(Addressing addressing) {
        new Reading(addressing);
    }

    /// @param number of the row, from 1; it names a row that has nothing else to be named by
    Drawn read(Row row, long number) {
        String written = address.fill(row).strip();
        String key = addressing.key().flatMap(row::text).orElse(written.isEmpty() ? "row " + number : written);
        try {
            return new Person(recipient(row, written));
        } catch (Unfitting unfitting) {
            return new Misfit(key, written, unfitting.why, row);
        }
    }

    /// Whether its columns are there and give no address.
    boolean isBlankIn(Row row) {
        return address.lackingIn(row).isEmpty() && address.fill(row).isBlank();
    }

    private Recipient recipient(Row row, String written) throws Unfitting {
        Mailbox mailbox = mailbox(row, written);
        String key = addressing.key().isPresent()
                ? key(row, addressing.key().get())
                : mailbox.address().key();
        return new Recipient(key, mailbox, locale(row), zone(row), row);
    }

    private Mailbox mailbox(Row row, String written) throws Unfitting {
        Optional<String> lacking = address.lackingIn(row).or(() -> name.lackingIn(row));
        if (lacking.isPresent()) throw new Unfitting(place + ": " + noColumn(lacking.get(), row));
        Address parsed;
        try {
            parsed = Address.parse(written);
        } catch (MalformedAddress malformed) {
            throw new Unfitting("address: " + malformed.getMessage());
        }
        try {
            return new Mailbox(name.fill(row).strip(), parsed);
        } catch (IllegalArgumentException unprintable) {
            throw new Unfitting("name: " + unprintable.getMessage());
        }
    }

    private static String key(Row row, String column) throws Unfitting {
        if (!row.columns().containsKey(column)) throw new Unfitting("key: " + noColumn(column, row));
        return row.text(column).orElseThrow(() -> new Unfitting("key: the column \"" + column + "\" is empty"));
    }

    private Optional<Locale> locale(Row row) throws Unfitting {
        Optional<String> tag = optional("locale", addressing.locale(), row);
        if (tag.isEmpty()) return Optional.empty();
        try {
            // ICU, POSIX and many databases write zh_CN
            return Optional.of(new Locale.Builder()
                    .setLanguageTag(tag.get().replace('_', '-'))
                    .build());
        } catch (IllformedLocaleException illformed) {
            throw new Unfitting("locale: \"" + tag.get() + "\" is not a language tag such as zh-CN");
        }
    }

    private Optional<ZoneId> zone(Row row) throws Unfitting {
        Optional<String> zone = optional("zone", addressing.zone(), row);
        if (zone.isEmpty()) return Optional.empty();
        try {
            return Optional.of(ZoneId.of(zone.get()));
        } catch (DateTimeException unknown) {
            throw new Unfitting("zone: \"" + zone.get() + "\" is not a time zone such as Europe/Berlin");
        }
    }

    private static Optional<String> optional(String what, Optional<String> column, Row row) throws Unfitting {
        if (column.isPresent() && !row.columns().containsKey(column.get())) {
            throw new Unfitting(what + ": " + noColumn(column.get(), row));
        }
        return column.flatMap(row::text).map(String::strip);
    }

    private static String noColumn(String column, Row row) {
        return "there is no column \"%s\" in this row, which has: %s"
                .formatted(column, String.join(", ", row.columns().keySet()));
    }

    private static String unquoted(String name) {
        boolean quoted = name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"");
        return quoted ? name.substring(1, name.length() - 1) : name;
    }

    /// Why a row makes no recipient. Stays inside this file.
    @SuppressWarnings("serial")
    private static final class Unfitting extends Exception {
        private final String why;

        private Unfitting(String why) {
            super(why, null, false, false);
            this.why = why;
        }
    }
}
