package dev.tidings.acceptance.faults;

import dev.tidings.contracts.Misdeed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is to become of the mail that meets a fault: the reply → action table as it is lived. Columns are those of
/// [Misdeed].
///
/// | word | meaning |
/// |---|---|
/// | accepted | at its first attempt, if need be at once on another connection |
/// | retry | goes again later; one of its retries is used up |
/// | road | goes again when the road does; uses up no retry |
/// | rest | as road, and nobody else tries for half a minute |
/// | sign-in | as road, and nobody else tries before a person has looked |
/// | failed | refused for good, at once |
/// | resend | may have arrived; goes again, flagged; one retry is used up |
///
/// With a `*`, those in flight behind it fare the same; without, they are accepted at their first attempt, once the
/// road is open.
enum Table {
    BY_DATA("By DATA, with the next envelope behind the final dot", Way.DATA, """
            GREETING   road     road    road     road     road     road   road   road   road
            EHLO       road     road    road     road     road     road   road   road   road
            STARTTLS   road     road    road     road     road     road   road   road   road
            AUTH       rest     sign-in rest     road     road     road   road   road   road
            MAIL       retry    failed  road     road     road     road   road   road   road
            RCPT       retry    failed  retry    retry    retry    retry  retry  retry  retry
            DATA       retry    failed  retry    retry    retry    retry  retry  retry  retry
            DOT        retry    failed  retry    resend   resend   resend resend resend resend
            RSET       road     road    accepted accepted accepted road   road   road   road
            QUIT       accepted accepted accepted accepted accepted accepted accepted accepted accepted
            HELO       road     road    road     road     road     road   road   road   road
            MAIL_LATER retry    failed  accepted accepted accepted road   road   road   road
            DOT_TAKEN  -        -       -        resend   resend   resend resend resend resend
            """),
    BY_WINDOW("By a window of BDAT, three mails in flight", Way.WINDOW, """
            GREETING   road     road    road     road     road     road   road   road   road
            EHLO       road     road    road     road     road     road   road   road   road
            STARTTLS   road     road    road     road     road     road   road   road   road
            AUTH       rest     sign-in rest     road     road     road   road   road   road
            MAIL       retry    failed  road     resend*  resend*  resend* resend* resend* resend*
            RCPT       retry    failed  retry    resend*  resend*  resend* resend* resend* resend*
            DATA       retry    failed  retry    resend*  resend*  resend* resend* resend* resend*
            DOT        retry    failed  retry    resend*  resend*  resend* resend* resend* resend*
            RSET       resend*  resend* accepted resend*  resend*  resend* resend* resend* resend*
            QUIT       accepted accepted accepted accepted accepted accepted accepted accepted accepted
            HELO       road     road    road     road     road     road   road   road   road
            MAIL_LATER retry    failed  accepted resend*  resend*  resend* resend* resend* resend*
            DOT_TAKEN  -        -       -        resend*  resend*  resend* resend* resend* resend*
            """);

    private final String title;
    private final Way way;
    private final List<List<String>> rows;

    Table(String title, Way way, String verdicts) {
        this.title = title;
        this.way = way;
        this.rows = verdicts.lines().map(line -> List.of(line.split(" +"))).toList();
    }

    String title() {
        return title;
    }

    Way way() {
        return way;
    }

    List<Step> steps() {
        return rows.stream().map(row -> Step.valueOf(row.getFirst())).toList();
    }

    Stream<Cell> cells() {
        return steps().stream()
                .flatMap(step -> Stream.of(Misdeed.values()).flatMap(misdeed -> cell(step, misdeed).stream()));
    }

    /// @return empty where a server that does both makes no sense
    Optional<Cell> cell(Step step, Misdeed misdeed) {
        String expected = rows.get(steps().indexOf(step)).get(1 + misdeed.ordinal());
        return expected.equals("-") ? Optional.empty() : Optional.of(new Cell(way, step, misdeed, expected));
    }
}
