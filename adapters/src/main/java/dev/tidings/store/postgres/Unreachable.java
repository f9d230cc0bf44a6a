package dev.tidings.store.postgres;

import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// Why a database cannot be reached, as far as that can be told by what was thrown: in our words, since the driver's
/// speak of what nobody here has written.
final class Unreachable {
    private Unreachable() {}

    /// Part of a sentence; nothing where nobody knows.
    static Optional<String> why(Throwable failure) {
        if (says(failure, "no password was provided"))
            return Optional.of("it wants a password, and the address has none");
        if (says(failure, "does not support SSL")) return Optional.of("it speaks no TLS, which sslmode asks for");
        if (says(failure, "could not be verified by hostnameverifier"))
            return Optional.of("its certificate has another name");
        for (Throwable each = failure; each != null; each = each.getCause()) {
            Optional<String> known = known(each);
            if (known.isPresent()) return known;
        }
        return Optional.empty();
    }

    private static Optional<String> known(Throwable thrown) {
        return switch (thrown) {
            case UnknownHostException _ -> Optional.of("there is no server of that name");
            case ConnectException _, NoRouteToHostException _ -> Optional.of("nobody answers there");
            case SocketTimeoutException _ -> Optional.of("it does not answer in time");
            case FileNotFoundException _ -> Optional.of("a file that the address names for TLS cannot be read");
            case SSLException _ ->
                Optional.of("its certificate is not trusted, or TLS fails otherwise: " + root(thrown));
            case GeneralSecurityException _ ->
                Optional.of("a file that the address names for TLS holds something else");
            default -> Optional.empty();
        };
    }

    private static boolean says(Throwable failure, String words) {
        return String.valueOf(failure.getMessage()).contains(words);
    }

    private static String root(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause == null ? String.valueOf(thrown.getMessage()) : root(cause);
    }
}
