package dev.tidings.source.sql;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a database is. Read in parts, never handed to a driver as it was written: properties of JDBC URLs
/// can load classes and read files (CVE-2022-21724, `autoDeserialize`, `allowLoadLocalInfile`).
public sealed interface DatabaseUrl {
    String SHAPES = "a database is sqlite:file, postgresql://host[:port]/database, mysql://… or mariadb://…";

    Dialect dialect();

    /// @param path relative to the workspace, or absolute
    record File(String path) implements DatabaseUrl {
        @Override
        public Dialect dialect() {
            return Dialect.SQLITE;
        }
    }

    /// @param host a name or an address; IPv6 in brackets
    record Server(Dialect dialect, String host, int port, String database, Optional<Tls> tls) implements DatabaseUrl {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /// `sslmode` as PostgreSQL has it.
    enum Tls {
        DISABLE,
        PREFER,
        REQUIRE,
        VERIFY_CA,
        VERIFY_FULL;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// @throws IllegalArgumentException in a sentence, when it is anything else
    static DatabaseUrl parse(String url) {
        if (url.startsWith("sqlite:")) return file(url.substring("sqlite:".length()));
        Matcher parts = Reader.SERVER.matcher(url);
        if (!parts.matches()) throw new IllegalArgumentException("\"%s\": %s".formatted(Reader.shown(url), SHAPES));
        Dialect dialect = parts.group("scheme").equals("postgresql") ? Dialect.POSTGRESQL : Dialect.MARIADB;
        int port = parts.group("port") == null ? dialect.port() : Integer.parseInt(parts.group("port"));
        if (port < 1 || port > 65_535) throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
        return new Server(
                dialect, parts.group("host"), port, parts.group("database"), Reader.tls(parts.group("options")));
    }

    private static File file(String path) {
        if (path.isBlank() || path.indexOf('?') >= 0 || path.startsWith(":") || path.startsWith("file:")) {
            throw new IllegalArgumentException(
                    "\"sqlite:%s\": a file's path follows, and nothing else".formatted(Reader.shown(path)));
        }
        return new File(path);
    }

    /// How a URL is taken apart.
    final class Reader {
        private static final Pattern SERVER = Pattern.compile("(?<scheme>postgresql|mysql|mariadb)://"
                + "(?<host>[A-Za-z0-9][A-Za-z0-9._-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}])(?::(?<port>\\d{1,5}))?"
                + "/(?<database>[\\p{L}\\p{N}_$.-]{1,64})(?:\\?(?<options>.*))?");

        private Reader() {}

        private static Optional<Tls> tls(String options) {
            if (options == null || options.isEmpty()) return Optional.empty();
            for (Tls mode : Tls.values()) {
                if (options.equals("sslmode=" + mode.word())) return Optional.of(mode);
            }
            throw new IllegalArgumentException(
                    "\"?%s\": the only option is sslmode=disable, prefer, require, verify-ca or verify-full; user and password stand beside the url"
                            .formatted(shown(options)));
        }

        /// Never more than the beginning, and nothing that may be a password.
        private static String shown(String text) {
            String safe = text.replaceAll("//[^/@]*@", "//***@")
                    .replaceAll("(?i)(pass[a-z]*=)[^&]*", "$1***")
                    .replaceAll("\\p{Cntrl}", "?");
            return safe.length() <= 80 ? safe : safe.substring(0, 80) + "…";
        }
    }
}
