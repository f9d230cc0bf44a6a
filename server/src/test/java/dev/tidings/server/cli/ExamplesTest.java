package dev.tidings.server.cli;

import static dev.tidings.server.cli.Typed.tidings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.server.answer.Json;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Every example is sound, and each of its people gets a mail.
class ExamplesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "starter, welcome, 3",
        "weekly-report, weekly-report, 5",
        "standup, standup, 1",
        "invoice-reminder, invoice-reminder, 3",
        "morning-digest, morning-digest, 3"
    })
    void it_is_sound_and_writes_to_its_people(String example, String notification, int people) {
        String workspace = folder.resolve(example).toString();
        tidings("init", workspace, "--example", example);

        assertThat(tidings("check", "-w", workspace).out()).isEqualToIgnoringNewLines("All is well: 1 notification.");
        JsonNode plan =
                Json.MAPPER.readTree(tidings("plan", notification, "--at", lastMonday(), "--json", "-w", workspace)
                        .out());
        assertThat(plan.at("/mails").asInt()).isEqualTo(people);
        assertThat(plan.at("/people"))
                .allSatisfy(person -> assertThat(person.path("subject").isString()
                                || person.path("at").isNull())
                        .as(person.toString())
                        .isTrue());
    }

    /// As the weekly report would have been due: its database counts its days from the real today.
    private static String lastMonday() {
        return ZonedDateTime.now(ZoneId.of("Asia/Shanghai"))
                .minusHours(9)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .with(LocalTime.of(9, 0))
                .toInstant()
                .toString();
    }
}
