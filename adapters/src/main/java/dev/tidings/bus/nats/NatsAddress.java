package dev.tidings.bus.nats;

import dev.tidings.notification.AddressForm;
import dev.tidings.notification.ServerAddress;
import dev.tidings.notification.ServerAddress.Host;
import io.nats.client.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where the servers are: `nats://user:password@host:4222,host2:4222?prefix=tidings`, `tls://…` to speak TLS. A user
/// without a password is a token.
///
/// @param address of the form [AddressForm#NATS]
record NatsAddress(ServerAddress address) {
    NatsAddress {
        Optional<Path> ca = ca(address);
        ca.filter(file -> !Files.isReadable(file)).ifPresent(file -> {
            throw new IllegalArgumentException("ca=" + file + " is no file that can be read");
        });
        if (ca.isPresent()) NamedTrust.context(ca);
    }

    /// @throws IllegalArgumentException when it is none, with the reason
    static NatsAddress of(String address) {
        return new NatsAddress(AddressForm.NATS.read(address));
    }

    boolean isTls() {
        return address.scheme().equals("tls");
    }

    /// What all names on the server begin with.
    String prefix() {
        return address.parameter("prefix").orElse("tidings");
    }

    /// Whose certificates are believed, in PEM; empty for the system's authorities.
    private static Optional<Path> ca(ServerAddress address) {
        return address.parameter("ca").map(Path::of);
    }

    /// What the client is told of it.
    Options.Builder options() {
        Options.Builder options = new Options.Builder()
                .servers(address.hosts().stream()
                        .map(host -> address.scheme() + "://" + host)
                        .toArray(String[]::new));
        if (isTls()) {
            // A certificate names the host that was asked for, and this way alone it is remembered behind its numbers.
            // What a cluster tells of itself are numbers.
            options.sslContext(NamedTrust.context(ca(address)))
                    .hostnameResolveMode(Options.HostnameResolveMode.HappyEyeballs)
                    .ignoreDiscoveredServers();
        }
        address.user()
                .ifPresent(name -> address.password()
                        .ifPresentOrElse(
                                word -> options.userInfo(name.value(), word.value()),
                                () -> options.token(name.value().toCharArray())));
        return options;
    }

    /// Without user and password.
    @Override
    public String toString() {
        return address.hosts().stream().map(Host::toString).collect(Collectors.joining(", "));
    }
}
