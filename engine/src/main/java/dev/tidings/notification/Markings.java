package dev.tidings.notification;

import dev.tidings.mail.FeedbackId;
import dev.tidings.mail.Header;
import dev.tidings.mail.ListId;
import dev.tidings.mail.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a notification's mail says on the outside besides whom it is from and to.
///
/// @param headers of the author's own, at most 20, in their order
public record Markings(
        List<HeaderText> headers, Priority priority, Optional<ListId> listId, Optional<FeedbackId> feedbackId) {
    public static final Markings NONE = new Markings(List.of(), Priority.NORMAL, Optional.empty(), Optional.empty());
    public static final int HEADERS_MAX = 20;

    public Markings {
        headers = List.copyOf(headers);
        if (headers.size() > HEADERS_MAX) {
            throw new IllegalArgumentException("at most " + HEADERS_MAX + " headers");
        }
    }

    /// The headers that are the same on every mail.
    public List<Header> fixed() {
        List<Header> fixed = new ArrayList<>(priority.headers());
        listId.map(ListId::header).ifPresent(fixed::add);
        feedbackId.map(FeedbackId::header).ifPresent(fixed::add);
        headers.stream()
                .filter(each -> !each.isTemplate())
                .map(each -> new Header(each.name(), each.text()))
                .forEach(fixed::add);
        return fixed;
    }
}
