package dev.tidings.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.server.Discovery;
import dev.tidings.server.answer.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// Calls of a server's API, and what its answers mean to somebody at a terminal: where there is none, or a refusal,
/// they end in a [Stop].
record ServerCalls(Discovery server, HttpClient http) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    ServerCalls(Discovery server) {
        this(
                server,
                HttpClient.newBuilder()
                        .connectTimeout(Duration.ofSeconds(5))
                        .proxy(HttpClient.Builder.NO_PROXY)
                        .build());
    }

    /// As a part of a path or a query.
    static String encoded(String name) {
        return URLEncoder.encode(name, UTF_8).replace("+", "%20");
    }

    private record Refusal(String error, String mend) {}

    <T> T get(String path, Class<T> type) {
        return ask(request(path).GET().build(), type);
    }

    <T> T post(String path, Object body, Class<T> type) {
        return ask(posting(path, body), type);
    }

    /// Where the answer is that it was done.
    void post(String path, Object body) {
        heard(posting(path, body));
    }

    HttpRequest posting(String path, Object body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.MAPPER.writeValueAsString(body)))
                .build();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api().resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + server.token())
                .header("Accept", "application/json");
    }

    private URI api() {
        return server.url().resolve("/api/v1/");
    }

    <T> T ask(HttpRequest request, Class<T> type) {
        String body = heard(request);
        try {
            return Json.MAPPER.readValue(body, type);
        } catch (JacksonException strange) {
            throw new Stop(
                    Exit.UNREACHABLE,
                    "the server at " + server.url() + " answers in a way this version does not understand"
                            + "\n    It is of another version, perhaps; start it anew.",
                    strange);
        }
    }

    String heard(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString(UTF_8));
            if (response.statusCode() / 100 != 2) {
                throw refused(response);
            }
            return response.body();
        } catch (IOException silent) {
            throw new Stop(
                    Exit.UNREACHABLE,
                    "the server at " + server.url() + " does not answer: " + reason(silent) + "\n    Process "
                            + server.pid() + " lives; look at what it says, or end it.",
                    silent);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new Stop(Exit.UNREACHABLE, "ended before the server answered", ended);
        }
    }

    private static String reason(IOException silent) {
        return Optional.ofNullable(silent.getMessage()).orElse("nobody listens there");
    }

    private Stop refused(HttpResponse<String> response) {
        String why = why(response);
        return switch (response.statusCode()) {
            case 401, 403 ->
                Stop.unreachable(
                        "the server at " + server.url() + " does not take our token",
                        "Is data/server.json of that server? Start the server anew.");
            case 404 -> new Stop(Exit.UNKNOWN, why);
            case 503 -> new Stop(Exit.UNREACHABLE, why);
            default -> new Stop(Exit.PROBLEM, why);
        };
    }

    /// What the API says went wrong and how to mend it, in its own words.
    private static String why(HttpResponse<String> response) {
        try {
            Refusal refusal = Json.MAPPER.readValue(response.body(), Refusal.class);
            return refusal.error() + "\n    " + refusal.mend();
        } catch (JacksonException notJson) {
            return "the server answered " + response.statusCode() + "\n    Look at what it logs.";
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
