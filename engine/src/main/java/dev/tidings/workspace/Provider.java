package dev.tidings.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.notification.TransportSpec.Advice;
import dev.tidings.smtp.Security;
import dev.tidings.workspace.Addresses.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A well-known mail service, as the file `providers.yaml` beside this class has it.
///
/// @param host        with `{region}` in it where there are several
/// @param connections how many the service takes at once, where it says so
/// @param documents   the service's own page
/// @param lastChecked when host and port were last compared with that page or with what other mail clients
///                    ship
/// @param advice      what to write beside a reply of this service
record Provider(
        String name,
        String host,
        int port,
        Security security,
        Optional<Integer> connections,
        String documents,
        LocalDate lastChecked,
        List<Advice> advice) {
    private static final String FILE = "providers.yaml";

    static List<Provider> all() {
        Page page = new Page(FILE);
        List<Provider> providers = new ArrayList<>();
        Yaml.parse(text(), page)
                .map(yaml -> Node.root(page, yaml))
                .ifPresent(root -> root.named().forEach((name, node) -> providers.add(provider(name, node.named()))));
        if (!page.sound()) {
            throw new IllegalStateException(page.problems().toString());
        }
        return providers;
    }

    private static String text() {
        try (InputStream in = Provider.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the program");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Provider provider(String name, Map<String, Node> keys) {
        return new Provider(
                name,
                must(keys, "host", Kinds.TEXT),
                must(keys, "port", Kinds.whole(1, 65535)),
                must(keys, "security", Kinds.TEXT).equals("tls") ? Security.IMPLICIT_TLS : Security.STARTTLS,
                Optional.ofNullable(keys.get("connections")).flatMap(node -> node.as(Kinds.whole(1, 1000))),
                must(keys, "documents", Kinds.TEXT),
                must(keys, "last-checked", Kinds.DATE),
                Optional.ofNullable(keys.get("advice")).map(Node::items).orElse(List.of()).stream()
                        .map(Node::named)
                        .map(each -> new Advice(must(each, "when", Kinds.TEXT), must(each, "say", Kinds.TEXT)))
                        .toList());
    }

    private static <T> T must(Map<String, Node> keys, String key, Kind<T> kind) {
        return Optional.ofNullable(keys.get(key))
                .flatMap(node -> node.as(kind))
                .orElseThrow(() -> new IllegalStateException(FILE + ": " + key + " is missing or wrong"));
    }

    /// Where it is, which may depend on a `region`.
    Optional<Endpoint> endpoint(Fields fields) {
        if (!host.contains("{region}")) {
            fields.get("region")
                    .ifPresent(node -> node.problem(new Mistake(name + " has no regions", "Leave region out.")));
            return Optional.of(new Endpoint(host, port, security));
        }
        Kind<String> region = new Kind<>("a region", "Regions are written eu-west-1.", text -> {
            if (!text.matches("[a-z0-9-]{2,30}")) {
                throw new Mistake(Quoted.of(text) + " is not a region", "Regions are written eu-west-1.");
            }
            return text;
        });
        return fields.need("region", "Write for example region: eu-west-1.")
                .flatMap(node -> node.as(region))
                .map(each -> new Endpoint(host.replace("{region}", each), port, security));
    }
}
