package dev.tidings.server.show;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Somebody at the door: as a program with the token, as a browser with its cookie, or as a stranger.
public final class Visitor implements AutoCloseable {
    private static final Pattern FORM_KEY = Pattern.compile("name=\"form\" value=\"([0-9a-f]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String origin;
    private Optional<String> cookie = Optional.empty();
    private Optional<String> bearer = Optional.empty();

    private Visitor(int port) {
        this.origin = "http://127.0.0.1:" + port;
    }

    public static Visitor stranger(int port) {
        return new Visitor(port);
    }

    public static Visitor program(int port) {
        Visitor visitor = new Visitor(port);
        visitor.bearer = Optional.of(ShowHouse.TOKEN);
        return visitor;
    }

    public static Visitor browser(int port) throws IOException, InterruptedException {
        Visitor visitor = new Visitor(port);
        HttpResponse<String> welcome = visitor.get("/?token=" + ShowHouse.TOKEN);
        visitor.cookie =
                welcome.headers().firstValue("Set-Cookie").map(header -> header.substring(0, header.indexOf(';')));
        return visitor;
    }

    public String origin() {
        return origin;
    }

    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(origin + path)).timeout(Duration.ofSeconds(30));
        cookie.ifPresent(value -> request.header("Cookie", value));
        bearer.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return request;
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    public HttpResponse<InputStream> open(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    public HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    /// As a browser sends a form of ours.
    public HttpResponse<String> submit(String path, String fields) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", origin)
                .POST(BodyPublishers.ofString("form=" + formKey() + "&" + fields)));
    }

    public String formKey() throws IOException, InterruptedException {
        Matcher key = FORM_KEY.matcher(get("/problems").body());
        if (!key.find()) {
            throw new AssertionError("the page has no form key");
        }
        return key.group(1);
    }

    @Override
    public void close() {
        client.close();
    }
}
