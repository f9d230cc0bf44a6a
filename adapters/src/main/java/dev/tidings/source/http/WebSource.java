package dev.tidings.source.http;

import dev.tidings.audience.Parameters;
import dev.tidings.audience.Rows;
import dev.tidings.audience.Source;
import dev.tidings.audience.SourceFailure;
import dev.tidings.notification.Query;
import dev.tidings.notification.SourceSpec.Web;
import dev.tidings.source.json.JsonRows;
import dev.tidings.source.json.MalformedJson;
import dev.tidings.source.reading.PagedRows;
import dev.tidings.source.reading.Question;
import dev.tidings.source.reading.Watch;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;

/// JSON over HTTP as a source.
public final class WebSource implements Source {
    private static final int REDIRECTS_MAX = 3;
    private static final long BYTES_MAX = 256_000_000;
    private static final Duration CONNECT_TIMEOUT_MAX = Duration.ofSeconds(10);

    private final Web web;
    private final long bytesMax;
    private final HttpClient client;

    public WebSource(Web web) {
        this(web, BYTES_MAX);
    }

    /// @param bytesMax an answer may have no more
    WebSource(Web web, long bytesMax) {
        this.web = web;
        this.bytesMax = bytesMax;
        Duration timeout = web.limits().timeout();
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER) // followed here, where the host can be looked at
                .connectTimeout(timeout.compareTo(CONNECT_TIMEOUT_MAX) < 0 ? timeout : CONNECT_TIMEOUT_MAX)
                .build();
    }

    @Override
    public Rows rows(Query query, Parameters parameters) throws SourceFailure {
        Question question = new Question(web.name(), query, parameters, web.limits());
        WebQuery asked = WebQuery.of(question, web.base());
        Watch watch = new Watch(question);
        Answer answer = new Answer(ask(asked.address(), question, watch, 0), bytesMax);
        try {
            JsonRows rows = watch.during(answer::close, () -> JsonRows.of(answer, "the answer", asked.pointer()));
            return new PagedRows(question, new WebReader(answer, rows, question), watch);
        } catch (MalformedJson malformed) {
            answer.close();
            throw question.failed(WebReader.why(malformed), malformed);
        } catch (SourceFailure failure) {
            answer.close();
            throw failure;
        }
    }

    private InputStream ask(URI address, Question question, Watch watch, int redirects) throws SourceFailure {
        HttpResponse<InputStream> response = watch.counted(() -> send(address, question, watch.left()));
        if (response.statusCode() / 100 == 2) return response.body();
        close(response.body());
        Optional<String> location = response.headers().firstValue("location");
        if (response.statusCode() / 100 != 3 || location.isEmpty()) {
            throw question.failed("answers %d for %s".formatted(response.statusCode(), shown(address)));
        }
        if (redirects == REDIRECTS_MAX) throw question.failed("redirects more than %d times".formatted(REDIRECTS_MAX));
        return ask(redirected(address, location.get(), question), question, watch, redirects + 1);
    }

    private URI redirected(URI from, String location, Question question) throws SourceFailure {
        try {
            URI to = from.resolve(location);
            if (WebQuery.sameHost(to, web.base())) return to;
            throw question.failed("redirects to %s, and is followed on its own host only".formatted(shown(to)));
        } catch (IllegalArgumentException malformed) {
            throw question.failed("redirects to what is no address", malformed);
        }
    }

    private HttpResponse<InputStream> send(URI address, Question question, Duration left) throws SourceFailure {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(left)
                .header("Accept", "application/json")
                .header("User-Agent", "Tidings");
        web.headers().forEach((name, value) -> request.setHeader(name, value.value()));
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException failure) {
            throw question.failed("does not answer at %s: %s".formatted(shown(address), why(failure)), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw question.failed("was interrupted", interrupted);
        }
    }

    private String why(IOException failure) {
        if (failure instanceof HttpTimeoutException) {
            return "nothing within %,d ms".formatted(web.limits().timeout().toMillis());
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    /// Without its query, which may hold people's data.
    private static String shown(URI address) {
        return "%s://%s%s"
                        .formatted(
                                address.getScheme(),
                                address.getHost(),
                                address.getPort() < 0 ? "" : ":" + address.getPort())
                + Optional.ofNullable(address.getRawPath()).orElse("");
    }

    static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException alreadyGone) {
            // nothing is lost: we only read
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
