package dev.tidings.server.answer;

import dev.tidings.ledger.History;
import dev.tidings.ledger.Stop;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Answers about notifications.
///
/// @param occurrences of the same house
record Notifications(Occurrences occurrences, Instant now) {
    private static final Duration SOON = Duration.ofHours(24);

    /// So many of one notification in a day, and so many of all: one that fires every second shows as that.
    private static final int UPCOMING_EACH = 24;

    private static final int UPCOMING_MAX = 200;
    private static final int RECENT = 10;
    private static final int NEXT = 10;

    /// All that are in force, by id.
    List<NotificationLine> lines() {
        return workspace().notifications().values().stream()
                .sorted(Comparator.comparing(Notification::id))
                .map(this::line)
                .toList();
    }

    private NotificationLine line(Notification notification) {
        return new NotificationLine(
                notification.id(),
                notification.about().title(),
                notification.about().owner(),
                notification.about().file(),
                notification.revision().hash(),
                InWords.schedule(notification),
                InWords.events(notification),
                InWords.audience(notification.audience()),
                next(notification, 1).stream().findFirst(),
                occurrences.latest(notification.id(), 1).stream().findFirst(),
                stopped(notification.id()));
    }

    Optional<NotificationDetail> detail(String id) {
        return workspace().notification(id).map(this::detail);
    }

    private NotificationDetail detail(Notification notification) {
        return new NotificationDetail(
                notification.id(),
                notification.about().title(),
                notification.about().owner(),
                notification.about().file(),
                notification.revision().hash(),
                InWords.schedule(notification),
                occurrences.zone(notification.id()).getId(),
                notification.timing().map(InWords::late),
                notification.timing().map(InWords::spread),
                next(notification, NEXT),
                InWords.audience(notification.audience()),
                Declared.content(notification.content()),
                Declared.delivery(notification.deliver(), workspace().settings().bounces()),
                occurrences.latest(notification.id(), RECENT),
                stopped(notification.id()));
    }

    /// Of what is stopped, no instant is anybody's mail.
    List<Status.Upcoming> upcoming() {
        Set<String> stopped = history().stops().stream().map(Stop::notification).collect(Collectors.toSet());
        List<Status.Upcoming> all = new ArrayList<>();
        for (Notification each : workspace().notifications().values()) {
            if (stopped.contains(each.id())) continue;
            for (Moment due : next(each, UPCOMING_EACH)) {
                if (due.at().isBefore(now.plus(SOON))) {
                    all.add(new Status.Upcoming(each.id(), each.about().title(), due));
                }
            }
        }
        return all.stream()
                .sorted(Comparator.comparing(
                                (Status.Upcoming each) -> each.due().at())
                        .thenComparing(Status.Upcoming::notification))
                .limit(UPCOMING_MAX)
                .toList();
    }

    private List<Moment> next(Notification notification, int most) {
        List<Moment> moments = new ArrayList<>();
        ZoneId zone = occurrences.zone(notification.id());
        Optional<Instant> at =
                notification.timing().flatMap(timing -> timing.schedule().next(now));
        while (at.isPresent() && moments.size() < most) {
            Instant instant = at.get();
            moments.add(Moment.of(instant, zone));
            at = notification.timing().flatMap(timing -> timing.schedule().next(instant));
        }
        return moments;
    }

    Optional<StopAnswer> stopped(String notification) {
        return history().stops().stream()
                .filter(each -> each.notification().equals(notification))
                .findFirst()
                .map(StopAnswer::of);
    }

    private History history() {
        return occurrences.history();
    }

    private Workspace workspace() {
        return occurrences.workspace();
    }
}
