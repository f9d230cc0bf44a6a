package dev.tidings.feedback.hooks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// By HTTPS, from the very address and no other. A connection is opened for each, which is for a certificate a day.
public final class WebFetch implements Fetch {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OCTETS_MAX = 64 * 1024;

    @Override
    public byte[] get(URI url) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("User-Agent", "Tidings")
                .GET()
                .build();
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(PATIENCE)
                .build();
        try {
            HttpResponse<byte[]> answer = client.sendAsync(
                            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), OCTETS_MAX))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() != 200) {
                throw new IOException(url.getHost() + " answers " + answer.statusCode());
            }
            return answer.body();
        } catch (TimeoutException late) {
            throw new IOException(url.getHost() + " does not answer within " + PATIENCE.toSeconds() + " s", late);
        } catch (ExecutionException failed) {
            throw new IOException(url.getHost() + " does not answer: " + failed.getCause(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(url.getHost() + " was not waited for", interrupted);
        } finally {
            client.shutdownNow();
        }
    }
}
