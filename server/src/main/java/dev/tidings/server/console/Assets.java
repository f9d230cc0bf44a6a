package dev.tidings.server.console;

import dev.tidings.mail.Sha256;
import dev.tidings.server.api.Refusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/// Style sheets and scripts, from the class path. Their address holds their hash, so they may be kept for
/// ever.
final class Assets {
    private static final String CSS = "text/css; charset=utf-8";
    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
    private static final String SVG = "image/svg+xml";

    private final Map<String, Asset> byName = new LinkedHashMap<>();
    private final String version;

    private record Asset(String type, byte[] octets) {}

    Assets() {
        byName.put("pico.css", new Asset(CSS, webjar("picocss__pico", "css/pico.min.css")));
        byName.put("htmx.js", new Asset(JAVASCRIPT, webjar("htmx.org", "dist/htmx.min.js")));
        byName.put("console.css", new Asset(CSS, own("console.css")));
        byName.put("console.js", new Asset(JAVASCRIPT, own("console.js")));
        byName.put("icon.svg", new Asset(SVG, own("icon.svg")));
        version = hash();
    }

    /// What their addresses begin with: `/assets/1f3c…`.
    String root() {
        return "/assets/" + version;
    }

    void add(RoutesConfig routes) {
        routes.get("/assets/{version}/{name}", this::send);
    }

    private void send(Context context) {
        Asset asset = byName.get(context.pathParam("name"));
        if (asset == null || !context.pathParam("version").equals(version)) {
            throw Refusal.unknown("file", context.path());
        }
        context.header("Cache-Control", "public, max-age=31536000, immutable")
                .contentType(asset.type())
                .result(asset.octets());
    }

    private String hash() {
        MessageDigest digest = Sha256.fresh();
        byName.values().forEach(each -> digest.update(each.octets()));
        return HexFormat.of().formatHex(digest.digest(), 0, 6);
    }

    private static byte[] own(String name) {
        return read("dev/tidings/server/console/" + name);
    }

    private static byte[] webjar(String artifact, String path) {
        Properties pom = new Properties();
        String about = "META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties";
        try (InputStream in = open(about)) {
            pom.load(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return read("META-INF/resources/webjars/%s/%s/%s".formatted(artifact, pom.getProperty("version"), path));
    }

    private static byte[] read(String path) {
        try (InputStream in = open(path)) {
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static InputStream open(String path) {
        InputStream in = Assets.class.getClassLoader().getResourceAsStream(path);
        if (in == null) {
            throw new IllegalStateException("the class path lacks " + path);
        }
        return in;
    }
}
