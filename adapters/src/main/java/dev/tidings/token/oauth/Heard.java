package dev.tidings.token.oauth;

import dev.tidings.notification.Secret;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an issuer's HTTP answer means (RFC 6749 §5).
///
/// @param issuer  its host, for messages
/// @param secrets what we said in confidence, shown nowhere though the issuer repeats it
record Heard(String issuer, HttpResponse<byte[]> response, Instant now, List<Secret> secrets) {
    private static final JsonMapper JSON = new JsonMapper();

    /// What RFC 6750 lets a token be, and a little more; none of it ends a field of a SASL message.
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,8192}");

    private static final Set<String> PASSING = Set.of("temporarily_unavailable", "server_error", "slow_down");
    private static final Duration USUAL_LIFETIME = Duration.ofMinutes(5);
    private static final Duration LIFETIME_MAX = Duration.ofDays(1);
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(30);
    private static final Duration PAUSE_MAX = Duration.ofHours(1);
    private static final int SHOWN_MAX = 300;

    Answer answer() {
        JsonNode json = json();
        int status = response.statusCode();
        if (status / 100 == 2) {
            return issued(json);
        }
        Optional<String> error = text(json, "error");
        if (status == 429 || (status / 100 == 5 && retryAfter().isPresent())) {
            return new Answer.Later(said(status, json), pause());
        }
        // what is no issuer's own refusal may be a proxy's or a passing fault
        boolean refused = status / 100 == 4
                && error.filter(each -> !PASSING.contains(each)).isPresent();
        return refused ? new Answer.Refused(said(status, json)) : new Answer.None(said(status, json));
    }

    private JsonNode json() {
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException none) {
            return JSON.createObjectNode();
        }
    }

    private Answer issued(JsonNode json) {
        Optional<String> token = text(json, "access_token");
        String type = text(json, "token_type").orElse("Bearer");
        if (token.filter(each -> TOKEN.matcher(each).matches()).isEmpty() || !type.equalsIgnoreCase("Bearer")) {
            return new Answer.None(issuer + " answers with no token to bear");
        }
        Optional<Secret> refresh =
                text(json, "refresh_token").filter(each -> !each.isEmpty()).map(Secret::new);
        return new Answer.Issued(new Secret(token.get()), lifetime(json), refresh);
    }

    /// Some say it as text.
    private static Duration lifetime(JsonNode json) {
        long seconds = json.path("expires_in").asLong(USUAL_LIFETIME.toSeconds());
        return Duration.ofSeconds(Math.clamp(seconds, 0, LIFETIME_MAX.toSeconds()));
    }

    private Duration pause() {
        Duration pause = retryAfter().orElse(USUAL_PAUSE);
        if (pause.isNegative()) {
            return Duration.ZERO;
        }
        return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
    }

    /// Seconds, or a date.
    private Optional<Duration> retryAfter() {
        return response.headers().firstValue("retry-after").map(String::strip).flatMap(written -> {
            if (written.matches("\\d{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(written)));
            }
            try {
                Instant until = ZonedDateTime.parse(written, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                return Optional.of(Duration.between(now, until));
            } catch (DateTimeException neither) {
                return Optional.empty();
            }
        });
    }

    /// `login.example.com answers 400 invalid_grant: The refresh token has ended.`
    private String said(int status, JsonNode json) {
        String error = text(json, "error").map(each -> " " + each).orElse("");
        String why = text(json, "error_description").map(each -> ": " + each).orElse("");
        String said = error + why;
        for (Secret secret : secrets) {
            said = said.replace(secret.value(), "…");
        }
        return issuer + " answers " + status + (said.length() <= SHOWN_MAX ? said : said.substring(0, SHOWN_MAX) + "…");
    }

    private static Optional<String> text(JsonNode json, String name) {
        JsonNode node = json.path(name);
        return node.isString() ? Optional.of(node.asString()) : Optional.empty();
    }
}
