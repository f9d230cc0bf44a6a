package dev.tidings.transport.catcher;

import static dev.tidings.contracts.Parcels.NINE;
import static dev.tidings.contracts.Parcels.handing;
import static dev.tidings.contracts.Parcels.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.contracts.Parcels.Notes;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.Parcel;
import dev.tidings.ledger.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatcherTest {
    private static final InstantSource CLOCK = InstantSource.fixed(NINE);

    @TempDir
    Path folder;

    private Catcher open(Limits limits) throws IOException {
        return Catcher.open(folder.resolve("data/catcher.db"), CLOCK, limits);
    }

    @Test
    void what_is_kept_was_armed_before_and_is_reported_accepted() throws IOException {
        Notes notes = new Notes();
        try (Catcher catcher = open(Limits.USUAL)) {
            catcher.carry(handing(List.of(to("ann", "Hello"), to("bob", "withheld"), to("cem", "早上好")), notes));

            assertThat(notes.said).containsExactly("armed 3", "accepted", "accepted");
            assertThat(notes.attempts.getFirst().outcome().said()).isEqualTo("250 kept in the catcher");
            assertThat(catcher.list(Page.first(10))).extracting(Kept::subject).containsExactly("早上好", "Hello");
            assertThat(catcher.count()).isEqualTo(2);
        }
    }

    @Test
    void it_is_still_there_when_the_house_opens_again() throws IOException {
        try (Catcher catcher = open(Limits.USUAL)) {
            catcher.carry(handing(List.of(to("ann", "Hello", "Subject: Hello\r\n\r\nöctets\r\n")), new Notes()));
        }
        try (Catcher catcher = open(Limits.USUAL)) {
            Kept kept = catcher.list(Page.first(1)).getFirst();

            assertThat(kept.recipient()).isEqualTo("\"ann\" <ann@example.com>");
            assertThat(kept.notification()).isEqualTo("weekly-report");
            assertThat(kept.at()).isEqualTo(NINE);
            assertThat(catcher.octets(kept.id()).orElseThrow()).asString().endsWith("öctets\r\n");
            assertThat(catcher.kept(kept.id())).contains(kept);
            assertThat(catcher.octets(kept.id() + 1)).isEmpty();
        }
    }

    @Test
    void the_oldest_leave_when_there_are_too_many() throws IOException {
        try (Catcher catcher = open(new Limits(10, 1_000_000))) {
            for (int each = 1; each <= 25; each++) {
                catcher.carry(handing(List.of(to("p" + each, "s" + each)), new Notes()));
            }

            assertThat(catcher.count()).isEqualTo(10);
            assertThat(catcher.list(Page.first(100)))
                    .extracting(Kept::subject)
                    .startsWith("s25")
                    .endsWith("s16");
        }
    }

    @Test
    void the_oldest_leave_when_together_they_are_too_large() throws IOException {
        try (Catcher catcher = open(new Limits(1000, 10_000))) {
            for (int each = 1; each <= 20; each++) {
                catcher.carry(handing(List.of(to("p" + each, "s" + each, "x".repeat(3_000))), new Notes()));
            }

            assertThat(catcher.list(Page.first(100))).extracting(Kept::subject).containsExactly("s20", "s19", "s18");
        }
    }

    @Test
    void a_mail_larger_than_all_that_may_be_kept_goes_at_once() throws IOException {
        try (Catcher catcher = open(new Limits(10, 1_000))) {
            catcher.carry(handing(List.of(to("ann", "giant", "x".repeat(3_000))), new Notes()));

            assertThat(catcher.count()).isZero();
        }
    }

    @Test
    void a_page_goes_on_where_the_one_before_ended() throws IOException {
        try (Catcher catcher = open(Limits.USUAL)) {
            List<Parcel> five = IntStream.rangeClosed(1, 5)
                    .mapToObj(each -> to("p", "s" + each))
                    .toList();
            catcher.carry(handing(five, new Notes()));
            List<Kept> first = catcher.list(Page.first(2));

            assertThat(catcher.list(new Page(first.getLast().id(), 2)))
                    .extracting(Kept::subject)
                    .containsExactly("s3", "s2");
        }
    }

    @Test
    void words_are_found_in_address_subject_and_trace_and_mean_only_themselves() throws IOException {
        try (Catcher catcher = open(Limits.USUAL)) {
            catcher.carry(
                    handing(List.of(to("ann", "50% off"), to("b_b", "中文 report"), to("cem", "plain")), new Notes()));
            String trace = catcher.list(Page.first(1)).getFirst().trace();

            assertThat(catcher.search("ANN@", Page.first(9))).hasSize(1);
            assertThat(catcher.search("%", Page.first(9)))
                    .extracting(Kept::subject)
                    .containsExactly("50% off");
            assertThat(catcher.search("_", Page.first(9)))
                    .extracting(Kept::subject)
                    .containsExactly("中文 report");
            assertThat(catcher.search("中文", Page.first(9))).hasSize(1);
            assertThat(catcher.search(trace, Page.first(9)))
                    .extracting(Kept::subject)
                    .containsExactly("plain");
            assertThat(catcher.search("' or 1=1 --", Page.first(9))).isEmpty();
        }
    }

    @Test
    void all_can_be_thrown_away() throws IOException {
        try (Catcher catcher = open(Limits.USUAL)) {
            catcher.carry(handing(List.of(to("ann", "one"), to("bob", "two")), new Notes()));

            assertThat(catcher.deleteAll()).isEqualTo(2);
            assertThat(catcher.list(Page.first(9))).isEmpty();
            catcher.carry(handing(List.of(to("ann", "three")), new Notes()));
            assertThat(catcher.count()).isEqualTo(1);
        }
    }

    @Test
    void a_file_that_cannot_be_written_makes_the_road_unreachable_and_is_tried_anew() throws Exception {
        Notes notes = new Notes();
        try (Catcher catcher = open(Limits.USUAL)) {
            try (Connection vandal = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/catcher.db"));
                    Statement statement = vandal.createStatement()) {
                statement.execute("drop table content");
            }
            catcher.carry(handing(List.of(to("ann", "one")), notes));
            catcher.carry(handing(List.of(to("ann", "two")), notes));

            assertThat(notes.said).containsExactly("armed 1", "unreachable", "armed 1", "accepted");
            Outcome first = notes.attempts.getFirst().outcome();
            assertThat(first.said()).contains("catcher.db").contains("cannot be written");
            assertThat(catcher.list(Page.first(9))).extracting(Kept::subject).containsExactly("two");
        }
    }

    @Test
    void a_file_that_is_no_catcher_is_told_in_a_sentence() throws IOException {
        Path file = Files.writeString(
                folder.resolve("other.db"), "this is not a database, but it is long enough ".repeat(50));

        assertThatThrownBy(() -> Catcher.open(file, CLOCK))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("other.db")
                .hasMessageContaining("Delete it to start afresh");
    }
}
