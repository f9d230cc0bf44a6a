package dev.tidings.workspace;

import dev.tidings.notification.Settings.Listen;
import dev.tidings.smtp.Security;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where things are on the network. An address that carries a password is refused, and not repeated.
final class Addresses {
    private static final Pattern SERVER =
            Pattern.compile("([a-z]+)://([A-Za-z0-9][A-Za-z0-9.-]{0,254}|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?/?");
    private static final Pattern JDBC =
            Pattern.compile("(?:postgresql|mysql|mariadb)://[A-Za-z0-9.\\[\\]:-]+/[^/\\s?;&]+|sqlite:[^\\s?][^?]*");
    private static final Pattern HOST_AND_PORT = Pattern.compile("(?:([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]):)?(\\d{1,5})");

    private static final String SMTP_FORM = "Write smtps://host:465, or smtp://host:587 for STARTTLS.";
    private static final String IMAP_FORM = "Write imaps://host:993, or imap://host:143 for STARTTLS.";
    private static final String LISTEN_FORM = "Write 127.0.0.1:8025, or 0.0.0.0:8025 for all.";
    private static final Map<String, Kind<Endpoint>> SERVERS = Map.of(
            "smtp", new Kind<>("an SMTP address", SMTP_FORM, text -> server(text, "smtp", 465, 587, SMTP_FORM)),
            "imap", new Kind<>("an IMAP address", IMAP_FORM, text -> server(text, "imap", 993, 143, IMAP_FORM)));
    static final Kind<String> DATABASE = new Kind<>(
            "a database's address",
            "Write postgresql://host/database, mysql://…, mariadb://… or sqlite:file.",
            Addresses::jdbc);
    static final Kind<URI> HTTP = new Kind<>("a web address", "Write https://host/path.", Addresses::http);
    static final Kind<Listen> LISTEN =
            new Kind<>("a place to listen", LISTEN_FORM, text -> listen(text, text, LISTEN_FORM));

    private Addresses() {}

    record Endpoint(String host, int port, Security security) {
        Endpoint with(Security other) {
            return new Endpoint(host, port, other);
        }
    }

    /// @param scheme `smtp` or `imap`; with an `s` behind it, it is TLS at once
    static Kind<Endpoint> server(String scheme) {
        return Objects.requireNonNull(SERVERS.get(scheme), scheme);
    }

    private static Endpoint server(String text, String scheme, int tlsPort, int usualPort, String form) {
        refuseUser(text);
        Matcher parts = SERVER.matcher(text);
        boolean tls = text.startsWith(scheme + "s:");
        if (!parts.matches() || !parts.group(1).equals(tls ? scheme + "s" : scheme)) {
            throw new Mistake(Quoted.of(text) + " is not an " + scheme.toUpperCase(Locale.ROOT) + " address", form);
        }
        int port = Optional.ofNullable(parts.group(3)).map(Integer::valueOf).orElse(tls ? tlsPort : usualPort);
        requirePort(port, 1);
        if (port == tlsPort && !tls) {
            throw new Mistake(
                    "port %d speaks TLS at once".formatted(tlsPort),
                    "Write %1$ss:// instead of %1$s://.".formatted(scheme));
        }
        return new Endpoint(bare(parts.group(2)), port, tls ? Security.IMPLICIT_TLS : Security.STARTTLS);
    }

    private static String jdbc(String text) {
        if (text.startsWith("jdbc:")) {
            throw new Mistake("is written without \"jdbc:\"", DATABASE.form());
        }
        if (!text.startsWith("sqlite:")) {
            refuseUser(text);
        }
        if (text.contains("?")) {
            throw new Mistake(
                    "carries properties behind a ?", "Leave them out: they could load classes or read files.");
        }
        if (!JDBC.matcher(text).matches()) {
            throw new Mistake(Quoted.of(text) + " is not a database's address", DATABASE.form());
        }
        return text;
    }

    private static URI http(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getRawUserInfo() != null) {
                refuseUser("@");
            }
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below, in our words
        }
        throw new Mistake(shown(text) + "is not a web address", HTTP.form());
    }

    /// @param written what it is part of
    /// @param form    how that is written
    static Listen listen(String place, String written, String form) {
        Matcher parts = HOST_AND_PORT.matcher(place);
        if (!parts.matches()) {
            throw new Mistake(Quoted.of(written) + " is not a place to listen", form);
        }
        int port = Integer.parseInt(parts.group(2));
        requirePort(port, 0);
        return new Listen(
                Optional.ofNullable(parts.group(1)).map(Addresses::bare).orElse("127.0.0.1"), port);
    }

    private static void requirePort(int port, int least) {
        if (port < least || port > 65535) {
            throw new Mistake("port " + port + " is not from " + least + " to 65535");
        }
    }

    /// The text with a space behind it; nothing when it may hold a password.
    static String shown(String text) {
        return text.contains("@") ? "" : Quoted.of(text) + " ";
    }

    private static void refuseUser(String text) {
        if (text.contains("@")) {
            throw new Mistake("a user stands in the address", "Write user: and password: beside it.");
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
