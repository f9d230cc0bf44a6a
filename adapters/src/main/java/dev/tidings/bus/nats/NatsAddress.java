package dev.tidings.bus.nats;

import dev.tidings.notification.Secret;
import io.nats.client.Options;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where the servers are: `nats://user:password@host:4222,host2:4222?prefix=tidings`, `tls://…` to speak TLS. A user
/// without a password is a token.
///
/// @param hosts    of one cluster, with their ports
/// @param user     empty where anybody may
/// @param prefix   what all names on the server begin with
/// @param ca       whose certificates are believed, in PEM; empty for the system's authorities
record NatsAddress(
        boolean isTls,
        List<String> hosts,
        Optional<Secret> user,
        Optional<Secret> password,
        String prefix,
        Optional<Path> ca) {
    private static final String FORM = "nats://user:password@host:4222?prefix=tidings";
    private static final Pattern WRITTEN = Pattern.compile(
            "(?<scheme>nats|tls)://(?:(?<user>[^@/?#]*)@)?(?<hosts>[^@/?#]+)/?(?:\\?(?<asked>[^?#]*))?");
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9]([A-Za-z0-9._-]*)|\\[[0-9A-Fa-f:.]+])(?::(?<port>\\d{1,5}))?");
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final List<String> KNOWN = List.of("prefix", "ca");

    NatsAddress {
        hosts = List.copyOf(hosts);
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "a prefix is up to 32 small letters, digits and -, not \"" + prefix + '"');
        }
        if (ca.isPresent() && !isTls) {
            throw new IllegalArgumentException("ca= is for tls://host:4222");
        }
        ca.filter(file -> !Files.isReadable(file)).ifPresent(file -> {
            throw new IllegalArgumentException("ca=" + file + " is no file that can be read");
        });
        if (ca.isPresent()) NamedTrust.context(ca);
    }

    /// @throws IllegalArgumentException when it is none, with the reason; without its password
    static NatsAddress of(String address) {
        Matcher written = WRITTEN.matcher(address);
        if (!written.matches()) {
            throw new IllegalArgumentException(
                    "not " + FORM + "; what is special in a password is written with %, as @ by %40");
        }
        Map<String, String> asked = asked(written.group("asked"));
        String[] signIn = Optional.ofNullable(written.group("user")).orElse("").split(":", 2);
        return new NatsAddress(
                written.group("scheme").equals("tls"),
                List.of(written.group("hosts").split(",", -1)).stream()
                        .map(NatsAddress::host)
                        .toList(),
                secret(signIn[0]),
                signIn.length > 1 ? secret(signIn[1]) : Optional.empty(),
                asked.getOrDefault("prefix", "tidings"),
                Optional.ofNullable(asked.get("ca")).map(Path::of));
    }

    private static String host(String text) {
        Matcher host = HOST.matcher(text);
        String port = host.matches() ? host.group("port") : "0";
        if (port != null && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535)) {
            throw new IllegalArgumentException("\"" + text + "\" is not host:port, as in " + FORM);
        }
        return port == null ? text + ":4222" : text;
    }

    private static Map<String, String> asked(@Nullable String query) {
        Map<String, String> asked = new HashMap<>();
        for (String each : Optional.ofNullable(query).orElse("").split("&")) {
            if (each.isEmpty()) continue;
            String[] parts = each.split("=", 2);
            if (!KNOWN.contains(parts[0]) || parts.length < 2) {
                throw new IllegalArgumentException("\"%s\" is not one of %s".formatted(parts[0], KNOWN));
            }
            asked.put(parts[0], decoded(parts[1]));
        }
        return asked;
    }

    private static Optional<Secret> secret(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(new Secret(decoded(text)));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /// What the client is told of it.
    Options.Builder options() {
        Options.Builder options = new Options.Builder()
                .servers(hosts.stream()
                        .map(host -> (isTls ? "tls://" : "nats://") + host)
                        .toArray(String[]::new));
        if (isTls) {
            // A certificate names the host that was asked for, and this way alone it is remembered behind its numbers.
            // What a cluster tells of itself are numbers.
            options.sslContext(NamedTrust.context(ca))
                    .hostnameResolveMode(Options.HostnameResolveMode.HappyEyeballs)
                    .ignoreDiscoveredServers();
        }
        user.ifPresent(name -> password.ifPresentOrElse(
                word -> options.userInfo(name.value(), word.value()),
                () -> options.token(name.value().toCharArray())));
        return options;
    }

    /// Without user and password.
    @Override
    public String toString() {
        return String.join(", ", hosts);
    }
}
