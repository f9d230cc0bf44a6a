package dev.tidings.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notification.Notification;
import dev.tidings.notification.Workspace;
import dev.tidings.schedule.At;
import dev.tidings.schedule.Timing;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleInspectionTest {
    private static final String HOURLY = "schedule: { every: 1h }\nto: ann@example.com\nsubject: Hi\ntext: Hello\n";
    private static final ScheduleInspection INSPECTION =
            new ScheduleInspection(InstantSource.fixed(Instant.parse("2026-11-23T09:00:00Z")));

    @Test
    void a_schedule_whose_times_cannot_be_told_leaves_out_its_notification_alone(@TempDir Path root) {
        Reading read = new Desk(root)
                .write("notifications/bad.yaml", HOURLY)
                .write("notifications/good.yaml", HOURLY)
                .read();
        Workspace workspace = read.workspace().orElseThrow();
        Map<String, Notification> notifications = new HashMap<>(workspace.notifications());
        notifications.computeIfPresent("bad", (_, good) -> at(good, Instant.MAX));

        Reading inspected = new Reading(
                        Optional.of(new Workspace(
                                root,
                                workspace.settings(),
                                notifications,
                                workspace.templates(),
                                workspace.revision())),
                        read.problems(),
                        Map.of())
                .inspectedBy(INSPECTION);

        assertThat(Desk.said(inspected)).startsWith("notifications/bad.yaml: schedule: its times cannot be told");
        assertThat(inspected.workspace().orElseThrow().notifications()).containsOnlyKeys("good");
    }

    private static Notification at(Notification good, Instant instant) {
        return new Notification(
                good.id(),
                good.about(),
                Optional.of(new Timing(new At(instant))),
                good.audience(),
                good.content(),
                good.deliver(),
                good.revision());
    }
}
