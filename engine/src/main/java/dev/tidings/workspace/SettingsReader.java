package dev.tidings.workspace;

import dev.tidings.mail.Address;
import dev.tidings.mail.Mailbox;
import dev.tidings.mime.DkimKey;
import dev.tidings.notification.AddressForm;
import dev.tidings.notification.Bounces;
import dev.tidings.notification.Broker;
import dev.tidings.notification.BusSpec;
import dev.tidings.notification.Retention;
import dev.tidings.notification.Settings;
import dev.tidings.notification.Settings.Defaults;
import dev.tidings.notification.Settings.Listen;
import dev.tidings.notification.Settings.Rehearsal;
import dev.tidings.notification.SourceSpec;
import dev.tidings.notification.Stage;
import dev.tidings.notification.StoreSpec;
import dev.tidings.notification.TransportSpec;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// `tidings.yaml` → [Settings].
final class SettingsReader {
    private static final String WRITTEN =
            "Stores are written sqlite:data/tidings.db, or postgresql://user:password@host/database for several nodes.";
    private static final String BUS_WRITTEN = "Buses are written redis://host:6379 or nats://host:4222.";
    private static final ZoneId USUAL_ZONE = ZoneId.of("UTC");
    private static final Listen USUAL_LISTEN = new Listen("127.0.0.1", 8025);
    private static final Kind<StoreSpec> STORE =
            new Kind<>("a store", WRITTEN, SettingsReader::store, Secrets::fillAddress);
    private static final Kind<BusSpec> BUS =
            new Kind<>("a bus", BUS_WRITTEN, SettingsReader::bus, Secrets::fillAddress);
    private static final Kind<Duration> LEASE = Kinds.DURATION.then(SettingsReader::lease);
    private static final String KEPT = "Write 400d, at least 7d, or forever.";
    private static final Kind<Retention> RETENTION = new Kind<>("a duration", KEPT, SettingsReader::retention);
    private static final Kind<String> EVENT = Kinds.oneOf(
            List.of(
                    "accepted",
                    "retried",
                    "failed",
                    "held",
                    "expired",
                    "skipped",
                    "suppressed",
                    "cancelled",
                    "bounced",
                    "complained"),
            Function.identity());

    private final Folder folder;
    private final List<Provider> providers;
    private final SigningIn signsIn;

    /// @param signsIn which passwords of transports, and whether every key to sign with, are wanted
    SettingsReader(Folder folder, List<Provider> providers, SigningIn signsIn) {
        this.folder = folder;
        this.providers = providers;
        this.signsIn = signsIn;
    }

    /// @param settings empty when there was a problem
    /// @param house    as much as could be read
    record Read(Optional<Settings> settings, House house) {}

    /// What holds when there is nothing to read.
    static Read nothing() {
        return new Read(
                Optional.empty(),
                new House(false, USUAL_ZONE, Optional.empty(), List.of(), Set.of(), Optional.empty(), Map.of()));
    }

    Read read(Node root) {
        Fields fields = root.fields(HouseKeys.SETTINGS);
        Stage stage = fields.read("stage", Kinds.oneOf(Stage.class), Stage.LOG);
        Optional<Address> testMailbox = fields.read("test-mailbox", Kinds.ADDRESS);
        StoreSpec store = fields.read("store", STORE, StoreSpec.USUAL);
        Settings.Nodes nodes =
                new Settings.Nodes(bus(fields), fields.read("lease", LEASE, Settings.Nodes.USUAL.lease()));
        Retention retention = fields.read("retention", RETENTION, Retention.USUAL);
        ZoneId zone = fields.read("zone", Kinds.ZONE, USUAL_ZONE);
        Optional<Mailbox> from = fields.need("from", "Write for example from: \"Tidings <no-reply@example.com>\".")
                .flatMap(node -> node.as(Kinds.MAILBOX));
        Map<String, Node> transports = names(fields.get("transports"), House.CATCHER);
        Map<String, Node> sources = names(fields.get("sources"), SourceSpec.Files.OF_THE_WORKSPACE.name());
        rehearse(stage, fields, transports);

        List<TransportSpec> ways = transports(transports, from);
        List<SourceSpec> places = sources(sources);
        Listen web = fields.get("web").map(this::listen).orElse(USUAL_LISTEN);
        List<Settings.Callback> callbacks =
                fields.get("callbacks").map(this::callbacks).orElse(List.of());
        List<DkimKey> dkim = fields.get("dkim")
                .map(new DkimReader(folder, signsIn.inEarnest())::read)
                .orElse(List.of());

        Settings.Unsubscribing unsubscribing = new UnsubscribeReader(signsIn.inEarnest()).read(fields);

        Bounces bounces = fields.get("bounces")
                .map(new BouncesReader(folder, signsIn.inEarnest())::read)
                .orElse(Bounces.UNREAD);

        House house = new House(
                root.isMap(),
                zone,
                from,
                List.copyOf(transports.keySet()),
                sourceNames(sources),
                nodes.bus().map(BusSpec::broker),
                written(fields));
        return new Read(
                from.filter(sender -> root.page().sound())
                        .map(sender -> new Settings(
                                new Rehearsal(stage, testMailbox),
                                store,
                                new Defaults(zone, sender),
                                ways.stream().collect(Collectors.toMap(TransportSpec::name, Function.identity())),
                                places.stream().collect(Collectors.toMap(SourceSpec::name, Function.identity())),
                                web,
                                callbacks,
                                dkim,
                                unsubscribing,
                                nodes,
                                retention,
                                bounces)),
                house);
    }

    private static void rehearse(Stage stage, Fields fields, Map<String, Node> transports) {
        if (stage == Stage.TEST && !fields.has("test-mailbox")) {
            problem(fields, "stage test needs a test-mailbox", "Write for example test-mailbox: qa@example.com.");
        }
        if (stage != Stage.LOG && transports.isEmpty()) {
            problem(
                    fields,
                    "stage " + stage.word() + " needs a transport",
                    "Declare one under transports, or write stage: log.");
        }
    }

    private static void problem(Fields fields, String what, String mend) {
        fields.get("stage").ifPresent(stage -> stage.problem(new Mistake(what, mend)));
    }

    private static Map<String, Node> names(Optional<Node> node, String reserved) {
        Map<String, Node> names = node.map(Node::named).orElse(Map.of());
        names.forEach((name, named) -> {
            if (!name.matches("[a-z0-9][a-z0-9-]{0,49}")) {
                named.problem(
                        new Mistake("is not a name", "Names are lower-case letters, digits and dashes, at most 50."));
            }
            if (name.equals(reserved)) {
                named.problem(new Mistake("the name \"" + name + "\" is taken by Tidings itself", "Choose another."));
            }
        });
        return names;
    }

    private List<TransportSpec> transports(Map<String, Node> transports, Optional<Mailbox> from) {
        String ehlo = from.map(mailbox -> mailbox.address().domain()).orElse("localhost");
        List<TransportSpec> read = new ArrayList<>();
        transports.forEach((name, node) -> new TransportReader(folder, providers, ehlo, signsIn.by(name))
                .read(name, node)
                .ifPresent(read::add));
        return read;
    }

    private static List<SourceSpec> sources(Map<String, Node> sources) {
        List<SourceSpec> read = new ArrayList<>(List.of(SourceSpec.Files.OF_THE_WORKSPACE));
        sources.forEach((name, node) -> SourceReader.read(name, node).ifPresent(read::add));
        return read;
    }

    private static Set<String> sourceNames(Map<String, Node> sources) {
        Set<String> names = new LinkedHashSet<>(sources.keySet());
        names.add(SourceSpec.Files.OF_THE_WORKSPACE.name());
        return names;
    }

    private static StoreSpec store(String text) {
        if (text.startsWith("postgres")) {
            return new StoreSpec.Shared(ServerAddresses.read(AddressForm.POSTGRESQL, text));
        }
        if (!text.startsWith("sqlite:") || text.length() == 7 || text.contains("?")) {
            throw new Mistake(ServerAddresses.shown(text) + " is not a store", WRITTEN);
        }
        if (text.substring(7).startsWith(":") || text.startsWith("sqlite:file:")) {
            throw new Mistake(
                    ServerAddresses.shown(text) + " is not a file: what was sent would be forgotten at the end",
                    WRITTEN);
        }
        return new StoreSpec.File(text.substring(7));
    }

    private static Optional<BusSpec> bus(Fields fields) {
        Optional<Node> several = fields.get("bus").filter(Node::isList);
        several.ifPresent(node -> node.problem(new Mistake("a list stands here, and there is one bus", BUS_WRITTEN)));
        return several.isPresent() ? Optional.empty() : fields.read("bus", BUS);
    }

    private static BusSpec bus(String text) {
        Optional<AddressForm> form = AddressForm.of(text).filter(each -> each != AddressForm.POSTGRESQL);
        return form.map(each -> new BusSpec(broker(each), ServerAddresses.read(each, text)))
                .orElseThrow(() -> new Mistake(ServerAddresses.shown(text) + " is not a bus", BUS_WRITTEN));
    }

    private static Broker broker(AddressForm form) {
        return switch (form) {
            case REDIS -> Broker.REDIS;
            case NATS -> Broker.NATS;
            case POSTGRESQL -> throw new IllegalArgumentException("a database carries no ids");
        };
    }

    private static Duration lease(Duration lease) {
        if (lease.compareTo(Duration.ofSeconds(15)) < 0 || lease.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new Mistake("is not between 15s and 10m", "Half a minute is usual.");
        }
        return lease;
    }

    private static Retention retention(String text) {
        if (text.equals("forever")) {
            return Retention.FOREVER;
        }
        if (text.matches("\\d+")) {
            throw new Mistake(Quoted.of(text) + " is not a duration: it has no unit", KEPT);
        }
        Duration time = Kinds.DURATION.parse().apply(text);
        if (time.compareTo(Retention.SHORTEST) < 0) {
            throw new Mistake(Quoted.of(text) + " is shorter than 7d: rates are counted from the ledger", KEPT);
        }
        return Retention.of(time);
    }

    private Listen listen(Node node) {
        return node.fields(HouseKeys.WEB).read("listen", Addresses.LISTEN, USUAL_LISTEN);
    }

    private List<Settings.Callback> callbacks(Node node) {
        List<Settings.Callback> callbacks = new ArrayList<>();
        for (Node item : node.items()) {
            callback(item).ifPresent(callback -> {
                if (callbacks.stream().anyMatch(each -> each.url().equals(callback.url()))) {
                    // the address itself may be a secret
                    item.problem(new Mistake(
                            "calls the same address as one above", "Name all events of an address in one entry."));
                }
                callbacks.add(callback);
            });
        }
        return callbacks;
    }

    private static Optional<Settings.Callback> callback(Node node) {
        Fields fields = node.fields(HouseKeys.CALLBACK);
        Set<String> events = new HashSet<>();
        fields.get("events")
                .ifPresent(
                        list -> list.oneOrMore().forEach(each -> each.as(EVENT).ifPresent(events::add)));
        var url = fields.need("url", "Write where to post.").flatMap(each -> each.as(Addresses.HTTP));
        var secret = fields.need("secret", "Write secret: ${NAME}; posts are signed with it.")
                .flatMap(each -> each.as(Kinds.SECRET));
        return url.flatMap(where -> secret.map(key -> new Settings.Callback(where, key, events)));
    }

    private static Map<String, String> written(Fields fields) {
        Map<String, String> written = new LinkedHashMap<>();
        for (String key : HouseKeys.SETTINGS.keys()) {
            fields.get(key).ifPresent(node -> written.put(key, Canonical.of(node.yaml())));
        }
        for (String key : List.of("transports", "sources")) {
            fields.get(key)
                    .filter(Node::isMap)
                    .ifPresent(node -> node.named()
                            .forEach((name, each) -> written.put(key + "." + name, Canonical.of(each.yaml()))));
        }
        fields.get("web")
                .filter(Node::isMap)
                .map(Node::named)
                .flatMap(web -> Optional.ofNullable(web.get("public")))
                .ifPresent(node -> written.put(UnsubscribeReader.PUBLIC, Canonical.of(node.yaml())));
        return written;
    }
}
