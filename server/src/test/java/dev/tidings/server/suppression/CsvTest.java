package dev.tidings.server.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contracts.LedgerStory;
import dev.tidings.contracts.MemoryLedger;
import dev.tidings.contracts.MovableClock;
import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Suppression.Act;
import dev.tidings.deliver.Suppression.Reason;
import dev.tidings.ledger.History.Which;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.SuppressionRecord;
import dev.tidings.mail.Address;
import dev.tidings.server.suppression.CsvImport.Imported;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {
    private static final Instant NINE = LedgerStory.NINE;
    private static final Act ANNA = new Act("import list.csv", "anna", "");
    private static final Predicate<String> KNOWN = Set.of("weekly", "daily")::contains;

    private final MovableClock clock = new MovableClock(NINE);
    private final MemoryLedger ledger = new MemoryLedger(clock);

    private Imported read(String... lines) throws IOException {
        return new CsvImport(ANNA, Reason.MANUAL, NINE, KNOWN, ledger::suppress)
                .read(new StringReader(String.join("\r\n", lines)));
    }

    private List<Suppression> held() {
        return ledger.history().suppressions("", Which.HOLDING, Page.first(100)).stream()
                .map(SuppressionRecord::suppression)
                .toList();
    }

    @Test
    void what_cannot_be_so_is_told_and_left_out() throws IOException {
        Imported imported = read("email,since", "ann@example.com,2999-01-01", "m\uFFFDller@example.com,");

        assertThat(imported.problems())
                .containsExactly("line 2: since: 2999-01-01 is yet to come", "line 3: it is not in UTF-8");
        assertThat(imported.unread()).isEqualTo(2);
        assertThat(held()).isEmpty();
    }

    @Test
    void what_is_about_no_notification_there_is_goes_on_record_and_is_told() throws IOException {
        Imported imported = read(
                "email,notification", "ann@example.com,weekly", "ben@example.com,weeekly", "cid@example.com,weeekly");

        assertThat(imported)
                .isEqualTo(new Imported(
                        3,
                        3,
                        0,
                        List.of("line 3: there is no notification \"weeekly\"; it is on record all the same"),
                        0));
        assertThat(held()).hasSize(3);
    }

    @Test
    void a_list_with_named_columns_is_read_in_any_order() throws IOException {
        Imported imported = read(
                "\uFEFFReason,Email,notification,since,expires,note,colour",
                "bounced,ann@example.com,,2025-01-31,2030-01-01T00:00:00+08:00,\"550, \"\"unknown\"\"\",red",
                "",
                "unsubscribed,ben@example.com,weekly,,,,");

        String told =
                "line 1: not read: colour; known columns are address, notification, reason, since, expires, source,"
                        + " by, note";
        assertThat(imported).isEqualTo(new Imported(2, 2, 0, List.of(told), 0));
        assertThat(held())
                .containsExactly(
                        new Suppression(
                                Address.parse("ben@example.com"),
                                Optional.of("weekly"),
                                Reason.UNSUBSCRIBED,
                                ANNA,
                                NINE,
                                Optional.empty()),
                        new Suppression(
                                Address.parse("ann@example.com"),
                                Optional.empty(),
                                Reason.BOUNCED,
                                new Act("import list.csv", "anna", "550, \"unknown\""),
                                Instant.parse("2025-01-31T00:00:00Z"),
                                Optional.of(Instant.parse("2029-12-31T16:00:00Z"))));
    }

    @Test
    void a_line_without_end_is_refused_and_not_held() throws IOException {
        Reader endless = new Reader() {
            private long left = 300_000_000L;

            @Override
            public int read(char[] into, int from, int most) {
                int count = (int) Math.min(most, left);
                Arrays.fill(into, from, from + count, 'a');
                left -= count;
                return count == 0 ? -1 : count;
            }

            @Override
            public void close() {}
        };

        Imported imported = new CsvImport(ANNA, Reason.MANUAL, NINE, KNOWN, ledger::suppress).read(endless);

        assertThat(imported.problems()).containsExactly("line 1: has more than 10,000 characters");
    }

    /// As providers export what their servers said.
    @Test
    void a_value_in_quotes_runs_over_lines() throws IOException {
        Imported imported = read(
                "email,note",
                "ann@example.com,\"550-5.1.1 no such user",
                "550 see help\"",
                "nobody,",
                "ben@example.com,");

        assertThat(imported.problems()).containsExactly("line 4: an @ is missing between name and domain");
        assertThat(imported.added()).isEqualTo(2);
        assertThat(held().getLast().act().note()).isEqualTo("550-5.1.1 no such user 550 see help");
    }

    /// Whoever is not to be mailed is not, whatever is said of them.
    @Test
    void a_note_that_is_too_long_is_cut() throws IOException {
        Imported imported =
                read("email,note,by", "ann@example.com,tab\there" + "n".repeat(5000) + "," + "b".repeat(300));

        assertThat(imported.added()).isEqualTo(1);
        assertThat(held().getFirst().act().note()).hasSize(500).startsWith("tab here");
    }

    @Test
    void a_quote_that_is_never_closed_costs_its_own_line() throws IOException {
        Imported imported = read("email,note", "ann@example.com,\"", "ben@example.com,", "cat@example.com,\"x\"y");

        assertThat(imported.problems())
                .containsExactly(
                        "line 2: a quote is opened and not closed", "line 4: value 2 goes on after its closing quote");
        assertThat(imported.rows()).isEqualTo(3);
        assertThat(imported.added()).isEqualTo(1);
    }

    @Test
    void a_list_with_a_misspelled_column_is_not_read_since_it_would_do_more_than_is_written() throws IOException {
        Imported imported = read("address,notificaton,created", "ann@example.com,weekly,today");

        assertThat(imported.problems())
                .containsExactly(
                        "line 1: there is no column \"notificaton\" (did you mean \"notification\"?); nothing is"
                                + " read");
        assertThat(imported.unread()).isEqualTo(1);
        assertThat(held()).isEmpty();
    }

    @Test
    void a_list_with_two_columns_of_one_name_is_not_read() throws IOException {
        Imported imported = read("address,email", "ann@example.com,ben@example.com");

        assertThat(imported.problems()).containsExactly("line 1: two columns are called \"address\"; nothing is read");
        assertThat(held()).isEmpty();
    }

    @Test
    void a_list_whose_columns_are_called_otherwise_is_not_read() throws IOException {
        Imported imported = read("Adress;Reason", "ann@example.com;bounced");

        assertThat(imported)
                .isEqualTo(new Imported(
                        1,
                        0,
                        1,
                        List.of("line 1: none of these columns is called address (or email, or recipient); nothing is"
                                + " read"),
                        0));
    }

    @Test
    void lines_end_as_any_machine_ends_them() throws IOException {
        String list = "address\r\nann@example.com\rben@example.com\n\ncat@\r";

        Imported imported =
                new CsvImport(ANNA, Reason.MANUAL, NINE, KNOWN, ledger::suppress).read(new StringReader(list));

        assertThat(imported.added()).isEqualTo(2);
        assertThat(imported.problems()).singleElement().asString().startsWith("line 5: ");
    }

    @Test
    void a_list_without_names_has_one_address_a_line() throws IOException {
        assertThat(read("ann@example.com", "ben@example.com", "ann@example.com").added())
                .isEqualTo(2);
        assertThat(held()).extracting(Suppression::reason).containsOnly(Reason.MANUAL);
    }

    @Test
    void semicolons_and_tabs_part_columns_too() throws IOException {
        read("address;reason", "ann@example.com;bounced");
        read("e-mail\treason", "ben@example.com\tcomplained");

        assertThat(held()).extracting(Suppression::reason).containsExactly(Reason.COMPLAINED, Reason.BOUNCED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ann,manual,,|line 2: an @ is missing between name and domain",
                "ann@example.com,tired,,|line 2: reason: \"tired\" is not one of unsubscribed, bounced, complained, manual",
                "ann@example.com,manual,Weekly!,|line 2: notification: \"Weekly!\" is no notification's id",
                "ann@example.com,manual,,soon|line 2: expires: \"soon\" is no date such as 2026-11-23",
                "ann@example.com,manual,,2020-01-01|line 2: a suppression ends after it began, not 2020-01-01T00:00:00Z",
                "\"ann@example.com,manual,,|line 2: a quote is opened and not closed",
                ",manual,,|line 2: the address is empty"
            })
    void what_cannot_be_read_is_told_and_the_rest_is_taken(String line, String problem) throws IOException {
        Imported imported = read("address,reason,notification,expires", line, "ben@example.com,manual,,");

        assertThat(imported.problems()).containsExactly(problem);
        assertThat(imported.rows()).isEqualTo(2);
        assertThat(imported.added()).isEqualTo(1);
        assertThat(imported.unread()).isEqualTo(1);
    }

    @Test
    void of_many_problems_the_first_hundred_are_told_and_all_are_counted() throws IOException {
        Imported imported = read("address" + "\r\nnobody".repeat(12_345));

        assertThat(imported.problems()).hasSize(100);
        assertThat(imported.unread()).isEqualTo(12_345);
    }

    @Test
    void what_was_written_is_read_back_as_it_was() throws IOException {
        List<Suppression> all = List.of(
                suppression("ann@example.com", Optional.of("weekly"), "she said: \"no, thanks\"", Optional.empty()),
                suppression("=cmd@example.com", Optional.empty(), "=1+1", Optional.of(NINE.plus(Duration.ofDays(9)))),
                suppression("o'neil@example.com", Optional.empty(), "'quoted'", Optional.empty()),
                suppression("cat@example.com", Optional.empty(), "550 no such user, see \"help\"", Optional.empty()),
                suppression("张三@xn--fsqu00a.example", Optional.empty(), "", Optional.empty()));
        ledger.suppress(all);
        StringBuilder csv = new StringBuilder();
        CsvList.write(ledger.history(), csv);
        List<Suppression> before = held();
        MemoryLedger other = new MemoryLedger(clock);
        new CsvImport(ANNA, Reason.MANUAL, NINE, KNOWN, other::suppress).read(new StringReader(csv.toString()));

        assertThat(csv.toString().lines().noneMatch(line -> line.startsWith("=") || line.contains(",=")))
                .as("no cell is a formula")
                .isTrue();
        List<Suppression> after = other.history().suppressions("", Which.HOLDING, Page.first(100)).stream()
                .map(SuppressionRecord::suppression)
                .toList();
        assertThat(after).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void a_long_list_goes_on_record_page_by_page() throws IOException {
        StringBuilder csv = new StringBuilder("address\n");
        for (int each = 0; each < 12_000; each++) {
            csv.append("p").append(each).append("@example.com\n");
        }
        int[] pages = {0};
        Imported imported = new CsvImport(ANNA, Reason.BOUNCED, NINE, KNOWN, page -> {
                    pages[0]++;
                    return ledger.suppress(page);
                })
                .read(new StringReader(csv.toString()));

        assertThat(imported.added()).isEqualTo(12_000);
        assertThat(pages[0]).isEqualTo(3);
        StringBuilder out = new StringBuilder();
        CsvList.write(ledger.history(), out);
        assertThat(out.toString().lines()).hasSize(12_001);
    }

    private static Suppression suppression(
            String address, Optional<String> notification, String note, Optional<Instant> expires) {
        return new Suppression(
                Address.parse(address),
                notification,
                Reason.UNSUBSCRIBED,
                new Act("one-click", "", note),
                NINE,
                expires);
    }
}
