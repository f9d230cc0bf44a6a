package dev.tidings.ledger;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/// The process that works from a ledger.
///
/// @param name    what people call it: letters, digits, `.`, `_` and `-`, at most 64
/// @param version of the program
public record Program(String name, String version, String host, long pid) {
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
    private static final String NAMELESS = "node";

    public Program {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    "a node's name is letters, digits, dots, dashes and _, at most 64, not \"" + name + '"');
        }
    }

    /// This process.
    ///
    /// @param name what people call it; after its machine when empty
    /// @throws IllegalArgumentException when that is no name
    public static Program here(Optional<String> name, String version) {
        String host = thisHost();
        return new Program(
                name.orElseGet(() -> named(host)),
                version,
                host,
                ProcessHandle.current().pid());
    }

    private static String thisHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return NAMELESS;
        }
    }

    private static String named(String host) {
        String name = host.replaceAll("[^A-Za-z0-9._-]", "-");
        return name.matches(NAME) ? name : NAMELESS;
    }
}
