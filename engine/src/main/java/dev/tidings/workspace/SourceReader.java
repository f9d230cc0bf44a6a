package dev.tidings.workspace;

import dev.tidings.notification.Secret;
import dev.tidings.notification.SourceSpec;
import dev.tidings.notification.SourceSpec.Limits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One of `sources` → [SourceSpec].
final class SourceReader {
    private static final int ROWS_MAX = 100_000_000;
    private static final Kind<Secret> HEADER =
            new Kind<>("a header's value", "A header's value is one line.", SourceReader::header);

    private SourceReader() {}

    static Optional<SourceSpec> read(String name, Node node) {
        Fields fields = node.fields(HouseKeys.SOURCE);
        Limits limits = new Limits(
                fields.read("timeout", Kinds.PERIOD, Duration.ofSeconds(30)),
                fields.read("rows", Kinds.whole(1, ROWS_MAX), (int) Limits.USUAL.rows()));
        fields.either("jdbc", "http");
        if (fields.has("http")) {
            fields.either("http", "user", "password");
            Map<String, Secret> headers =
                    fields.get("headers").map(SourceReader::headers).orElse(Map.of());
            return fields.read("http", Addresses.HTTP).map(base -> new SourceSpec.Web(name, base, headers, limits));
        }
        fields.either("jdbc", "headers");
        Optional<String> user = fields.read("user", Kinds.TEXT);
        Optional<Secret> password = fields.read("password", Kinds.SECRET);
        return fields.need("jdbc", "Write jdbc or http: the source's address.")
                .flatMap(each -> each.as(Addresses.DATABASE))
                .map(url -> new SourceSpec.Database(name, url, user, password, limits));
    }

    private static Map<String, Secret> headers(Node node) {
        Map<String, Secret> headers = new LinkedHashMap<>();
        node.named().forEach((name, value) -> {
            if (!name.matches("[A-Za-z0-9-]{1,64}")) {
                value.problem(new Mistake("is not a header's name", "Names are letters, digits and dashes."));
            }
            value.as(HEADER).ifPresent(secret -> headers.put(name, secret));
        });
        return headers;
    }

    private static Secret header(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new Mistake("has more than one line", HEADER.form());
        }
        return new Secret(text);
    }
}
