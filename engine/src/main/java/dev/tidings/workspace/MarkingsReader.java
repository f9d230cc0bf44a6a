package dev.tidings.workspace;

import dev.tidings.mail.FeedbackId;
import dev.tidings.mail.ListId;
import dev.tidings.mail.Priority;
import dev.tidings.notification.HeaderText;
import dev.tidings.notification.Markings;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What `deliver:` says of a mail's headers → [Markings].
final class MarkingsReader {
    private static final String HEADER_MEND =
            "Headers of your own have a name such as X-Ticket, and a value on one line of at most 900 octets.";

    private static final Kind<ListId> LIST_ID = new Kind<>(
            "a list's id", "Write weekly.example.com or \"Weekly report <weekly.example.com>\".", ListId::parse);

    private final Kind<FeedbackId> feedbackId;

    /// @param id     the notification's
    /// @param domain of its sender
    MarkingsReader(String id, String domain) {
        this.feedbackId = new Kind<>(
                "a feedback id",
                "Write campaign:customer:other:sender, where the sender has 5 to 15 letters; or usual.",
                text -> text.equals("usual") ? FeedbackId.usual(id, domain) : FeedbackId.parse(text));
    }

    Markings read(Fields deliver) {
        return new Markings(
                deliver.get("headers").map(MarkingsReader::headers).orElse(List.of()),
                deliver.read("priority", Kinds.oneOf(Priority.class), Priority.NORMAL),
                deliver.read("list-id", LIST_ID),
                deliver.read("feedback-id", feedbackId));
    }

    private static List<HeaderText> headers(Node node) {
        Map<String, Node> named = node.named();
        Set<String> seen = new HashSet<>();
        Map<String, Node> different = new LinkedHashMap<>();
        named.forEach((name, value) -> {
            if (different.size() == Markings.HEADERS_MAX) {
                value.problem(new Mistake("is one header too many", "At most " + Markings.HEADERS_MAX + "."));
            } else if (seen.add(name.toLowerCase(Locale.ROOT))) {
                different.put(name, value);
            } else {
                value.problem(new Mistake("is written twice: case makes no difference", "Remove one of the two."));
            }
        });
        return different.entrySet().stream()
                .flatMap(each -> header(each.getKey(), each.getValue()).stream())
                .toList();
    }

    private static Optional<HeaderText> header(String name, Node value) {
        return value.as(new Kind<>("a header's value", "", text -> header(name, text)));
    }

    private static HeaderText header(String name, String text) {
        try {
            return new HeaderText(name, text.strip());
        } catch (IllegalArgumentException refused) {
            String mend = HeaderText.keyFor(name)
                    .map(key -> "Write \"" + key + "\" instead.")
                    .orElse(HEADER_MEND);
            throw new Mistake(String.valueOf(refused.getMessage()), mend);
        }
    }
}
