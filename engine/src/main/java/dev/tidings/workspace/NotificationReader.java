package dev.tidings.workspace;

import dev.tidings.notification.Audience;
import dev.tidings.notification.Content;
import dev.tidings.notification.DeliveryRules;
import dev.tidings.notification.Lookup;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Notification.About;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Unsubscribe;
import dev.tidings.notification.When;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One file of `notifications/` → [Notification].
final class NotificationReader {
    private final Folder folder;
    private final House house;
    private final TemplateFiles templates;

    NotificationReader(Folder folder, House house, TemplateFiles templates) {
        this.folder = folder;
        this.house = house;
        this.templates = templates;
    }

    /// @param bodies  virtual path → inline body
    /// @param origins virtual path → where it is written
    record Read(Notification notification, Map<String, String> bodies, Map<String, Origin> origins) {}

    /// Reads one; empty when there was a problem, which the page then knows.
    ///
    /// @param text the file's
    Optional<Read> read(String id, String text, Node root) {
        String file = root.page().file();
        AudienceReader people = new AudienceReader(folder, house);
        ContentReader says = new ContentReader(folder, templates, file);
        DeliverReader goes = new DeliverReader(house, id);

        Fields fields = root.fields(NotificationKeys.NOTIFICATION);
        About about = new About(fields.read("title", Kinds.TEXT, id), fields.read("owner", Kinds.TEXT), file);
        When when = fields.get("schedule").map(new ScheduleReader(house)::read).orElse(When.by(Optional.empty()));
        Optional<Audience> audience = people.audience(fields);
        Map<String, Lookup> data = fields.get("data").map(people::data).orElse(Map.of());
        Optional<Content> content = says.read(fields, id, data);
        DeliveryRules deliver = fields.get("deliver").map(goes::read).orElseGet(goes::usual);

        if (!root.page().sound() || audience.isEmpty() || content.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> bodies = new HashMap<>();
        Map<String, Origin> origins = new HashMap<>();
        says.bodies().forEach((path, body) -> {
            bodies.put(path, body.getValue());
            origins.put(path, Origin.of(file, body, text));
        });
        Revision revision = new Fingerprint()
                .add("id", id)
                .add(file, text)
                .addAll(settings(people, deliver))
                .addAll(templates.reachedFrom(fields.read("template", Kinds.TEXT, ""), bodies.values()))
                .addAllOctets(says.attached())
                .revision();
        return Optional.of(new Read(
                new Notification(id, about, when, audience.get(), content.get(), deliver, revision), bodies, origins));
    }

    /// The settings that change what this notification does.
    private Map<String, String> settings(AudienceReader people, DeliveryRules deliver) {
        Map<String, String> matter = new HashMap<>();
        Stream.of(
                        Stream.of("zone", "from"),
                        deliver.by().roads().stream().map(name -> "transports." + name),
                        people.asked().stream().map(name -> "sources." + name),
                        deliver.unsubscribe() == Unsubscribe.NONE
                                ? Stream.<String>empty()
                                : Stream.of(UnsubscribeReader.PUBLIC))
                .flatMap(places -> places)
                .forEach(place ->
                        Optional.ofNullable(house.written().get(place)).ifPresent(text -> matter.put(place, text)));
        return matter;
    }
}
