package dev.tidings.roadtest;

import dev.tidings.mail.Mailbox;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A domain from which mail goes by a road.
///
/// @param senders       of that domain, each once
/// @param notifications whose mail it is, by id; none where it is the house's own sender, by which nothing
///                      goes yet
record SenderDomain(String domain, List<Mailbox> senders, List<String> notifications) {
    /// Known in nobody's DNS but that of one's own network (RFC 6761, RFC 6762, RFC 8375, RFC 9476).
    private static final Set<String> OF_ONES_OWN =
            Set.of("local", "lan", "internal", "home", "corp", "test", "invalid", "localhost", "alt", "onion", "arpa");

    SenderDomain {
        senders = List.copyOf(senders);
        notifications = List.copyOf(notifications);
    }

    /// All of a road, those of the most notifications first; the house's own where no notification goes by it.
    static List<SenderDomain> of(Workspace workspace, String road) {
        List<Notification> by = workspace.notifications().values().stream()
                .filter(each -> each.deliver().by().roads().contains(road))
                .sorted(Comparator.comparing(Notification::id))
                .toList();
        if (by.isEmpty()) {
            Mailbox house = workspace.settings().defaults().from();
            return List.of(new SenderDomain(house.address().domain(), List.of(house), List.of()));
        }
        Map<String, List<Notification>> byDomain = new LinkedHashMap<>();
        by.forEach(each -> byDomain.computeIfAbsent(from(each).address().domain(), _ -> new ArrayList<>())
                .add(each));
        return byDomain.entrySet().stream()
                .map(each -> of(each.getKey(), each.getValue()))
                .sorted(Comparator.comparing((SenderDomain each) -> -each.notifications.size())
                        .thenComparing(SenderDomain::domain))
                .toList();
    }

    private static SenderDomain of(String domain, List<Notification> notifications) {
        Map<String, Mailbox> senders = new LinkedHashMap<>();
        notifications.forEach(each -> senders.putIfAbsent(from(each).address().key(), from(each)));
        return new SenderDomain(
                domain,
                List.copyOf(senders.values()),
                notifications.stream().map(Notification::id).toList());
    }

    private static Mailbox from(Notification notification) {
        return notification.deliver().correspondence().from();
    }

    boolean isOfOnesOwn() {
        String top = domain.substring(domain.lastIndexOf('.') + 1);
        return domain.indexOf('.') < 0 || OF_ONES_OWN.contains(top);
    }
}
