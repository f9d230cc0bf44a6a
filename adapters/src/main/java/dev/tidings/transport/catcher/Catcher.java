package dev.tidings.transport.catcher;

import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Clerk;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.Parcel;
import dev.tidings.deliver.Transport;
import dev.tidings.deliver.Trouble;
import dev.tidings.ledger.Page;
import dev.tidings.notification.Trace;
import dev.tidings.smtp.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Takes mail that may not leave the house, and keeps the latest for people to look at: at most 10,000 mails
/// and 500 MB, the oldest go first.
public final class Catcher implements Transport {
    /// In one transaction.
    private static final int AT_ONCE = 32;

    private static final Reply KEPT = new Reply(250, Optional.empty(), "kept in the catcher");

    private final Path file;
    private final InstantSource clock;
    private final Pile pile;
    private final Shelf shelf;

    private Catcher(Path file, InstantSource clock, Pile pile, Shelf shelf) {
        this.file = file;
        this.clock = clock;
        this.pile = pile;
        this.shelf = shelf;
    }

    /// Opens a catcher's file, or makes a new one.
    ///
    /// @throws IOException in a sentence for people, when it cannot be opened
    public static Catcher open(Path file, InstantSource clock) throws IOException {
        return open(file, clock, Limits.USUAL);
    }

    static Catcher open(Path file, InstantSource clock, Limits limits) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try {
            Pile pile = Pile.open(file, limits);
            return new Catcher(file, clock, pile, Shelf.open(file));
        } catch (SQLException failure) {
            throw new IOException(
                    "The catcher's file %s cannot be opened: %s. Delete it to start afresh; it holds only mail to look at."
                            .formatted(file, failure.getMessage()),
                    failure);
        }
    }

    @Override
    public String name() {
        return "catcher";
    }

    @Override
    public int window() {
        return AT_ONCE;
    }

    @Override
    public void carry(Clerk clerk) {
        for (List<Parcel> some = clerk.next(AT_ONCE); !some.isEmpty(); some = clerk.next(AT_ONCE)) {
            carry(some, clerk);
        }
    }

    private void carry(List<Parcel> parcels, Clerk clerk) {
        Instant started = clock.instant();
        List<Parcel> armed = clerk.arm(parcels);
        if (armed.isEmpty()) {
            return;
        }
        Outcome outcome = keep(armed);
        Duration took = Duration.between(started, clock.instant());
        for (Parcel parcel : armed) {
            clerk.report(parcel, new Attempt(parcel.claim().attempt(), name(), started, took, outcome));
        }
    }

    private Outcome keep(List<Parcel> parcels) {
        try {
            pile.add(parcels, clock.instant());
            return new Outcome.Accepted(KEPT);
        } catch (SQLException failure) {
            return new Outcome.Unreachable(
                    Trouble.SERVER,
                    "the catcher's file %s cannot be written: %s".formatted(file, failure.getMessage()));
        }
    }

    /// Newest first.
    public List<Kept> list(Page page) {
        return shelf.list(page);
    }

    /// Those with these words in an address, the subject, the notification's id or the trace; newest first.
    public List<Kept> search(String words, Page page) {
        return shelf.search(words, page);
    }

    /// The copies of one mail, newest first: a retried one is kept more than once.
    public List<Kept> of(Trace trace) {
        return shelf.of(trace);
    }

    public Optional<Kept> kept(long id) {
        return shelf.kept(id);
    }

    /// The mail as it would have gone out (RFC 5322).
    public Optional<byte[]> octets(long id) {
        return shelf.octets(id);
    }

    /// How many are kept.
    public int count() {
        return pile.count();
    }

    /// Throws all of them away.
    ///
    /// @return how many
    /// @throws IOException in a sentence for people, when the file cannot be written
    public int deleteAll() throws IOException {
        try {
            return pile.clear();
        } catch (SQLException failure) {
            throw new IOException(
                    "The catcher's file %s cannot be written: %s".formatted(file, failure.getMessage()), failure);
        }
    }

    @Override
    public void close() {
        shelf.close();
        pile.close();
    }
}
