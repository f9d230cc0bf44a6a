package dev.tidings.notification;

import dev.tidings.mail.Address;
import dev.tidings.mail.Mailbox;
import dev.tidings.mime.DkimKey;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The house around the notifications: `tidings.yaml`.
///
/// @param transports by name
/// @param sources    by name; the workspace's own files are always among them
/// @param dkim       what mail is signed with
/// @param unsubscribing how readers reach us who want no more of it
/// @param nodes      how several of them work together
/// @param retention     how long the ledger remembers
/// @param bounces    where mail comes back to
public record Settings(
        Rehearsal rehearsal,
        StoreSpec store,
        Defaults defaults,
        Map<String, TransportSpec> transports,
        Map<String, SourceSpec> sources,
        Listen web,
        List<Callback> callbacks,
        List<DkimKey> dkim,
        Unsubscribing unsubscribing,
        Nodes nodes,
        Retention retention,
        Bounces bounces) {
    public Settings {
        transports = Map.copyOf(transports);
        sources = Map.copyOf(sources);
        callbacks = List.copyOf(callbacks);
        dkim = List.copyOf(dkim);
        if (rehearsal.stage() == Stage.TEST && rehearsal.testMailbox().isEmpty()) {
            throw new IllegalArgumentException("stage test needs a test-mailbox");
        }
    }

    /// One that remembers as long as is usual, and does not read what comes back.
    public Settings(
            Rehearsal rehearsal,
            StoreSpec store,
            Defaults defaults,
            Map<String, TransportSpec> transports,
            Map<String, SourceSpec> sources,
            Listen web,
            List<Callback> callbacks,
            List<DkimKey> dkim,
            Unsubscribing unsubscribing,
            Nodes nodes) {
        this(
                rehearsal,
                store,
                defaults,
                transports,
                sources,
                web,
                callbacks,
                dkim,
                unsubscribing,
                nodes,
                Retention.USUAL,
                Bounces.UNREAD);
    }

    /// A house whose readers cannot reach it, of one node.
    public Settings(
            Rehearsal rehearsal,
            StoreSpec store,
            Defaults defaults,
            Map<String, TransportSpec> transports,
            Map<String, SourceSpec> sources,
            Listen web,
            List<Callback> callbacks,
            List<DkimKey> dkim) {
        this(rehearsal, store, defaults, transports, sources, web, callbacks, dkim, Unsubscribing.NOWHERE, Nodes.USUAL);
    }

    /// One that signs nothing besides.
    public Settings(
            Rehearsal rehearsal,
            StoreSpec store,
            Defaults defaults,
            Map<String, TransportSpec> transports,
            Map<String, SourceSpec> sources,
            Listen web,
            List<Callback> callbacks) {
        this(rehearsal, store, defaults, transports, sources, web, callbacks, List.of());
    }

    /// How far mail may go from here, and where it goes in rehearsal.
    public record Rehearsal(Stage stage, Optional<Address> testMailbox) {}

    /// How several nodes work together.
    ///
    /// @param bus   what carries work between them; the store itself where it is empty
    /// @param lease after so long without a word from a node, the others take over what it has in hand
    public record Nodes(Optional<BusSpec> bus, Duration lease) {
        public static final Nodes USUAL = new Nodes(Optional.empty(), Duration.ofSeconds(30));
    }

    /// What holds where a notification says nothing.
    public record Defaults(ZoneId zone, Mailbox from) {}

    /// Where the console listens. Port 0 takes any free one.
    public record Listen(String host, int port) {}

    /// @param address what readers' links begin with, without a slash at its end
    /// @param keys    the first makes links, all of them are good for reading one
    public record Unsubscribing(Optional<URI> address, List<Secret> keys) {
        public static final Unsubscribing NOWHERE = new Unsubscribing(Optional.empty(), List.of());

        public Unsubscribing {
            keys = List.copyOf(keys);
        }
    }

    /// Whom to tell what became of a mail.
    ///
    /// @param events words of deliveries' ends: `accepted`, `retried`, `failed`, …; all when empty
    public record Callback(URI url, Secret secret, Set<String> events) {
        public Callback {
            events = Set.copyOf(events);
        }
    }
}
