package dev.tidings.workspace;

import dev.tidings.notification.ListenSpec;
import dev.tidings.notification.ListenSpec.Protocol;
import dev.tidings.notification.Settings.Listen;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `bounces.listen` → [ListenSpec].
final class ListenReader {
    private static final String FORM = "Write smtp://127.0.0.1:2525, or lmtp://127.0.0.1:2424.";
    private static final Pattern HOST_ALONE = Pattern.compile("((?!\\d+:?/?$)[^:\\s/]+|\\[[^]\\s]*]):?/?");
    private static final Kind<ListenSpec> LISTEN = new Kind<>("a place to listen", FORM, ListenReader::listen);

    private ListenReader() {}

    /// @param bounces all that stands beside it: without a return address, nothing would be taken in
    static Optional<ListenSpec> read(Fields bounces) {
        Optional<Node> written = bounces.get("listen");
        if (!bounces.has("address")) {
            written.ifPresent(node -> node.problem(new Mistake(
                    "takes in what comes back to our return addresses, and there are none",
                    "Write address: bounces@mail.example.com beside it.")));
        }
        return written.flatMap(node -> node.as(LISTEN));
    }

    private static ListenSpec listen(String text) {
        for (Protocol protocol : Protocol.values()) {
            String beginning = protocol.word() + "://";
            if (text.startsWith(beginning)) {
                return new ListenSpec(protocol, place(protocol, text, text.substring(beginning.length())));
            }
        }
        throw new Mistake(Quoted.of(text) + " does not say what is spoken there", FORM);
    }

    private static Listen place(Protocol protocol, String written, String place) {
        Matcher host = HOST_ALONE.matcher(place);
        if (host.matches()) {
            throw new Mistake(
                    Quoted.of(written) + " has no port",
                    "Write it behind the host: %s://%s:%d.".formatted(protocol.word(), host.group(1), usual(protocol)));
        }
        return Addresses.listen(place, written, FORM);
    }

    /// What [#FORM] has.
    private static int usual(Protocol protocol) {
        return switch (protocol) {
            case SMTP -> 2525;
            case LMTP -> 2424;
        };
    }
}
