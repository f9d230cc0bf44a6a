package dev.tidings.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notification.Revision;
import dev.tidings.notification.Workspace;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionTest {
    private static final String HOUSE = Desk.HOUSE + """
            transports:
              main: { smtp: "smtp://localhost", user: a, password: "${WORD}" }
              spare: { smtp: "smtp://spare.example.com" }
            sources:
              crm: { jdbc: "postgresql://db/crm", password: "written" }
              rates: { http: "https://rates.example.com/" }
            """;
    private static final String WEEKLY = """
            audience: { source: crm, query: select 1, to: "{{ email }}" }
            template: weekly
            attach: [ { file: terms.pdf } ]
            deliver: { by: main }
            """;

    private Desk desk;

    @BeforeEach
    void lay_out(@TempDir Path root) {
        desk = new Desk(root);
        write(desk);
    }

    private static void write(Desk desk) {
        desk.environment.put("WORD", "one");
        desk.write("tidings.yaml", HOUSE);
        desk.write("notifications/weekly.yaml", WEEKLY);
        desk.write("notifications/other.yaml", "to: ann@example.com\nsubject: Hi\ntext: Hello\n");
        desk.write("templates/weekly/subject.txt", "Weekly");
        desk.write("templates/weekly/body.txt", "Hello {% include \"daily/piece.txt\" %}");
        desk.write("templates/daily/subject.txt", "Daily");
        desk.write("templates/daily/body.txt", "Hello");
        desk.write("templates/daily/piece.txt", "piece");
        desk.write("templates/stranger/subject.txt", "Strange");
        desk.write("templates/stranger/body.txt", "Hello");
        desk.write("templates/layouts/base.html", "<html>");
        desk.write("terms.pdf", "terms");
    }

    private Workspace read() {
        Reading reading = desk.read();
        assertThat(Desk.said(reading)).isEmpty();
        return reading.workspace().orElseThrow();
    }

    private Revision weekly() {
        return read().notifications().get("weekly").revision();
    }

    @ParameterizedTest
    @CsvSource({
        "notifications/weekly.yaml, true",
        "notifications/other.yaml, false",
        "templates/weekly/subject.txt, true",
        "templates/layouts/base.html, true",
        "templates/daily/piece.txt, true",
        "templates/stranger/body.txt, false",
        "terms.pdf, true",
    })
    void a_change_of_a_file_changes_the_revision_of_those_that_refer_to_it(String file, boolean refers) {
        Revision whole = read().revision();
        Revision before = weekly();

        desk.write(file, (file.startsWith("notifications/") ? "title: New\n" + text(file) : "changed"));

        assertThat(weekly().equals(before)).isEqualTo(!refers);
        assertThat(read().revision()).isNotEqualTo(whole);
    }

    private static String text(String file) {
        return file.contains("weekly") ? WEEKLY : "to: ann@example.com\nsubject: Hi\ntext: Hello\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "smtp://localhost | smtp://elsewhere | true",
                "spare.example.com | elsewhere.example.com | false",
                "postgresql://db/crm | postgresql://db/other | true",
                "rates.example.com | elsewhere.example.com | false",
                "no-reply | reply | true",
                "password: \"written\" | password: \"another\" | false",
                "transports: | zone: Asia/Tokyo\\ntransports: | true",
                "transports: | # a comment\\ntransports: | false",
            })
    void of_the_house_only_what_matters_to_it_enters_a_revision(String from, String to, boolean matters) {
        Revision before = weekly();

        desk.write("tidings.yaml", HOUSE.replace(from, to.replace("\\n", "\n")));

        assertThat(weekly().equals(before)).isEqualTo(!matters);
    }

    @Test
    void a_secret_does_not_enter_a_revision() {
        Workspace before = read();

        desk.environment.put("WORD", "two");

        assertThat(weekly()).isEqualTo(before.notifications().get("weekly").revision());
        assertThat(read().revision()).isEqualTo(before.revision());
    }

    @Test
    void the_same_files_elsewhere_have_the_same_revision(@TempDir Path elsewhere) {
        Desk other = new Desk(elsewhere);
        write(other);
        other.write("notifications/weekly.yaml", WEEKLY.replace("\n", "\r\n"));

        assertThat(other.read().workspace().orElseThrow().revision()).isEqualTo(read().revision());
    }

    @Test
    void a_revision_is_the_same_tomorrow() {
        assertThat(weekly().brief()).isEqualTo("bd794522");
    }
}
