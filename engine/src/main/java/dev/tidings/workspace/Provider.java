package dev.tidings.workspace;

import dev.tidings.smtp.Security;
import dev.tidings.workspace.Addresses.Endpoint;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A well-known mail service, as the file `providers.yaml` beside this class has it.
///
/// @param host        with `{region}` in it where there are several
/// @param connections how many the service takes at once, where it says so
/// @param spf         the name under which the service publishes whence it sends, for a domain's SPF record
/// @param documents   the service's own page
/// @param lastChecked when host and port were last compared with that page or with what other mail clients
///                    ship
record Provider(
        String name,
        String host,
        int port,
        Security security,
        Optional<Integer> connections,
        Optional<String> spf,
        String documents,
        LocalDate lastChecked) {
    private static final String FILE = "providers.yaml";

    static List<Provider> all() {
        List<Provider> providers = new ArrayList<>();
        Shipped.read(FILE).forEach((name, node) -> providers.add(provider(name, new Shipped(FILE, node.named()))));
        return providers;
    }

    private static Provider provider(String name, Shipped keys) {
        return new Provider(
                name,
                keys.must("host", Kinds.TEXT),
                keys.must("port", Kinds.whole(1, 65535)),
                keys.must("security", Kinds.TEXT).equals("tls") ? Security.IMPLICIT_TLS : Security.STARTTLS,
                keys.may("connections", Kinds.whole(1, 1000)),
                keys.may("spf", Kinds.TEXT),
                keys.must("documents", Kinds.TEXT),
                keys.must("last-checked", Kinds.DATE));
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
