package dev.tidings.token.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.notification.OauthSpec;
import dev.tidings.notification.OauthSpec.Grant;
import dev.tidings.notification.Secret;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Asks one issuer for one account. A connection is opened for each request, which comes about once an hour.
final class TokenEndpoint {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int OCTETS_MAX = 64 * 1024;

    private final OauthSpec spec;
    private final InstantSource clock;
    private final Duration patience;

    /// @param patience for the whole answer
    TokenEndpoint(OauthSpec spec, InstantSource clock, Duration patience) {
        this.spec = spec;
        this.clock = clock;
        this.patience = patience;
    }

    /// @param refresh the refresh token as it is now
    Answer ask(Optional<Secret> refresh) {
        HttpRequest request = HttpRequest.newBuilder(spec.tokenUrl())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .header("User-Agent", "Tidings")
                .POST(BodyPublishers.ofString(form(refresh)))
                .build();
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER) // the secret goes to the address written, and no other
                .connectTimeout(patience)
                .build();
        try {
            HttpResponse<byte[]> response = client.sendAsync(
                            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), OCTETS_MAX))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Heard(toString(), response, clock.instant(), secrets(refresh)).answer();
        } catch (TimeoutException late) {
            return new Answer.None(this + " does not answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException failed) {
            return new Answer.None(this + " does not answer: " + why(failed));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Answer.None(this + " was not waited for");
        } finally {
            client.shutdownNow();
        }
    }

    private static String why(ExecutionException failed) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /// The client's secret stands in the form (RFC 6749 §2.3.1): Microsoft and Google both want it there.
    private String form(Optional<Secret> refresh) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put(
                "grant_type",
                switch (spec.grant()) {
                    case Grant.ClientCredentials own -> "client_credentials";
                    case Grant.RefreshToken token -> "refresh_token";
                });
        form.put("client_id", spec.client());
        spec.secret().ifPresent(secret -> form.put("client_secret", secret.value()));
        refresh.ifPresent(token -> form.put("refresh_token", token.value()));
        spec.scope().ifPresent(scope -> form.put("scope", scope));
        return form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private List<Secret> secrets(Optional<Secret> refresh) {
        return Stream.concat(spec.secret().stream(), refresh.stream()).toList();
    }

    /// Its host.
    @Override
    public String toString() {
        return String.valueOf(spec.tokenUrl().getHost());
    }
}
