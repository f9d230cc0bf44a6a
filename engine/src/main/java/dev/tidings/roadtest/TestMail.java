package dev.tidings.roadtest;

import dev.tidings.audience.Recipient;
import dev.tidings.audience.Row;
import dev.tidings.audience.Sources;
import dev.tidings.compose.Addressee;
import dev.tidings.compose.Composer;
import dev.tidings.compose.Composition;
import dev.tidings.mail.Address;
import dev.tidings.mail.Mailbox;
import dev.tidings.notification.Audience;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Content;
import dev.tidings.notification.DeliveryRules;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Route;
import dev.tidings.notification.Stage;
import dev.tidings.notification.Template;
import dev.tidings.notification.Template.Part;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// The mail that says a road works: a notification of its own, composed, checked and signed as any other.
///
/// It is of stage `live` whatever the house's is: somebody asks for just this mail, to just this address.
record TestMail(Workspace house, TransportSpec road, Mailbox from, Address to, Instant at) {
    private static final String ID = "road-test";
    private static final String FILE = "notifications/" + ID + ".yaml";
    private static final String SUBJECT = "Test of the road {{ road }} (Tidings)";
    private static final String TEXT = """
        This mail is a test. Nothing is to be done about it.

        Somebody asked Tidings to try out its transport "{{ road }}" ({{ server }}), and to send you this by it,
        from {{ sender }}. That you read it says that the way from there to here is open.

        Whether it was believed, too, its source says ("show original", "view source"): the line
        Authentication-Results should have spf=pass, dkim=pass and dmarc=pass.
        """;
    private static final Map<String, String> TEXTS = Map.of(FILE + "#subject", SUBJECT, FILE + "#text", TEXT);

    Composition compose(BiFunction<Workspace, Sources, Composer> composers) {
        Notification notification = notification();
        Workspace workspace =
                new Workspace(house.root(), house.settings(), Map.of(ID, notification), TEXTS, house.revision());
        Recipient recipient =
                new Recipient(to.key(), Mailbox.of(to), Optional.empty(), Optional.empty(), new Row(Map.of()));
        return composers
                .apply(workspace, _ -> Optional.empty())
                .compose(notification, occurrence(notification), List.of(new Addressee(recipient, at)))
                .getFirst();
    }

    private Notification notification() {
        Template template = new Template(
                ID, Map.of(Part.SUBJECT, Map.of("", FILE + "#subject"), Part.TEXT, Map.of("", FILE + "#text")));
        Map<String, Object> with = Map.of(
                "road", road.name(),
                "server", road.server().host() + " port " + road.server().port(),
                "sender", from.address().toString());
        return new Notification(
                ID,
                new Notification.About("Test of a road", Optional.empty(), FILE),
                Optional.empty(),
                Audience.Listed.of(List.of(Mailbox.of(to))),
                new Content(template, Map.of(), with, List.of()),
                DeliveryRules.usual(from, new Route.InOrder(List.of(road.name()))),
                house.revision());
    }

    private Occurrence occurrence(Notification notification) {
        return new Occurrence(
                0,
                new Occurrence.Key(ID, at, Cause.MANUAL),
                Stage.LIVE,
                notification.revision(),
                new Occurrence.Period(at, at),
                at,
                Optional.of(to.toString()));
    }
}
