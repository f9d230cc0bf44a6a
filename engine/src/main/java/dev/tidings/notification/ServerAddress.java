package dev.tidings.notification;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where a server is, or those of one cluster, and how to sign in: `scheme://user:password@host:port/path?name=value`,
/// taken apart by an [AddressForm], with nothing encoded any more.
///
/// @param user       empty where anybody may
/// @param password   empty without a user, except where the form lets a password stand alone
/// @param path       without the slash
/// @param parameters by name
public record ServerAddress(
        String scheme,
        Optional<Secret> user,
        Optional<Secret> password,
        List<Host> hosts,
        String path,
        Map<String, String> parameters) {
    public ServerAddress {
        if (hosts.isEmpty()) throw new IllegalArgumentException("an address names a server");
        hosts = List.copyOf(hosts);
        parameters = Map.copyOf(parameters);
    }

    /// @param name a name or numbers; those of IPv6 in brackets
    public record Host(String name, int port) {
        @Override
        public String toString() {
            return name + ":" + port;
        }
    }

    /// The first, where it is the only one.
    public Host host() {
        return hosts.getFirst();
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /// Without user and password.
    @Override
    public String toString() {
        String all = hosts.stream().map(Host::toString).collect(Collectors.joining(","));
        return "%s://%s%s".formatted(scheme, all, path.isEmpty() ? "" : "/" + path);
    }
}
