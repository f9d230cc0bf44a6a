package dev.tidings.notification;

import dev.tidings.smtp.Credentials;
import dev.tidings.smtp.SmtpServer;
import dev.tidings.smtp.TokenSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A named way out: an SMTP account.
///
/// @param allowance how much it may be given
/// @param provider  the preset it was made from, whose replies are known
/// @param oauth     where its access tokens come from, when it signs in by them
public record TransportSpec(
        String name,
        SmtpServer server,
        Pool pool,
        Allowance allowance,
        Optional<String> provider,
        Optional<OauthSpec> oauth) {

    /// One that does not sign in by OAuth.
    public TransportSpec(String name, SmtpServer server, Pool pool, List<Rate> rates, Optional<String> provider) {
        this(name, server, pool, Allowance.of(rates), provider, Optional.empty());
    }

    /// It takes only so much.
    public boolean isLimited() {
        return allowance.isLimited();
    }

    /// With whom it signs in and where: stays the same when it is called otherwise.
    public String account() {
        return oauth.map(OauthSpec::user)
                .or(() -> server.login().map(Credentials::user))
                .map(user -> user + " at " + server.host())
                .orElse(server.host());
    }

    /// Its server with whom to sign in; access tokens come from `sources`, asked only where it is by OAuth.
    public SmtpServer server(Function<OauthSpec, TokenSource> sources) {
        return oauth.map(spec -> server.with(new Credentials.Bearer(spec.user(), sources.apply(spec))))
                .orElse(server);
    }

    /// @param connections           at most this many at once, 1–1000
    /// @param messagesPerConnection then it is closed and a new one opened
    /// @param idle                  a connection that carried nothing for so long is closed
    /// @param window                messages in flight on one connection where the server offers CHUNKING (RFC
    ///                              3030), 1–100; 1 for none
    public record Pool(int connections, int messagesPerConnection, Duration idle, int window) {
        public static final Pool USUAL = new Pool(4, 500, Duration.ofSeconds(30), 8);

        public Pool {
            if (connections < 1 || connections > 1000) {
                throw new IllegalArgumentException("connections are 1 to 1000, not " + connections);
            }
            if (messagesPerConnection < 1) {
                throw new IllegalArgumentException("a connection carries at least one message");
            }
            if (idle.isNegative() || idle.isZero()) {
                throw new IllegalArgumentException("idle time is longer than nothing");
            }
            if (window < 1 || window > 100) {
                throw new IllegalArgumentException("a window is 1 to 100, not " + window);
            }
        }
    }

    /// So many in so long: `30/min`.
    public record Rate(int count, Duration per) {
        public Rate {
            if (count < 1 || per.isNegative() || per.isZero()) {
                throw new IllegalArgumentException("a rate is at least one in some time");
            }
        }

        public double perNano() {
            return count / (double) per.toNanos();
        }

        /// As it is written: `30/min`.
        @Override
        public String toString() {
            return count + "/" + unit();
        }

        private String unit() {
            return switch ((int) per.toSeconds()) {
                case 1 -> "s";
                case 60 -> "min";
                case 3600 -> "hour";
                case 86400 -> "day";
                default -> per.toString();
            };
        }
    }
}
