package dev.tidings.server.answer;

import dev.tidings.notification.AfterBounces;
import dev.tidings.notification.Bounces;
import dev.tidings.notification.Content;
import dev.tidings.notification.DeliveryRules;
import dev.tidings.notification.StopWhen;
import dev.tidings.notification.Template;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What a notification declares about its mail, as data.
final class Declared {
    private Declared() {}

    static NotificationDetail.Content content(Content content) {
        Map<String, Map<String, String>> parts = new TreeMap<>();
        for (Map.Entry<Template.Part, Map<String, String>> part :
                content.template().parts().entrySet()) {
            parts.put(part.getKey().name().toLowerCase(Locale.ROOT), new TreeMap<>(part.getValue()));
        }
        return new NotificationDetail.Content(
                content.template().name(),
                parts,
                List.copyOf(content.data().keySet().stream().sorted().toList()),
                content.attach().stream().map(Content.AttachedFile::path).toList());
    }

    /// @param house what holds where it says nothing else
    static NotificationDetail.Delivery delivery(DeliveryRules rules, Bounces house) {
        AfterBounces own = rules.afterBounces();
        return new NotificationDetail.Delivery(
                rules.correspondence().from().toString(),
                rules.correspondence().replyTo().map(Object::toString),
                rules.correspondence().cc(),
                rules.correspondence().bcc(),
                rules.by().roads(),
                InWords.roads(rules),
                InWords.retry(rules),
                InWords.whenUncertain(rules),
                InWords.marked(rules.markings()),
                rules.dsn().map(InWords::dsn),
                InWords.unsubscribe(rules),
                InWords.bounces(house, own.reactions().orElse(house.reactions())),
                own.stopWhen().orElse(house.stopWhen()).stream()
                        .filter(_ -> house.read())
                        .map(StopWhen::toString)
                        .toList());
    }
}
