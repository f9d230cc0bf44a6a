package dev.tidings.server.cli;

import static dev.tidings.server.cli.Typed.tidings;
import static dev.tidings.server.cli.Typed.withInput;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.server.answer.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ReadBouncesTest {
    private static final String BOUNCE = """
            Return-Path: <>
            From: MAILER-DAEMON@mx.example.net
            To: reports@example.org
            Subject: failure notice

            Hi. This is the qmail-send program at mx.example.net.
            I'm afraid I wasn't able to deliver your message to the following addresses.

            <ann@example.com>:
            192.0.2.1 does not like recipient.
            Remote host said: 550 5.1.1 User unknown

            --- Below this line is a copy of the message.

            Return-Path: <reports@example.org>
            Received: from mail.example.org
            Message-ID: <7f3a91@example.org>
            """;
    private static final String LETTER = "From: ann@example.com\nSubject: Hello\n\nHello!\n";

    @TempDir
    Path folder;

    @Test
    void a_message_is_told_in_words() throws IOException {
        Path file = Files.writeString(folder.resolve("a.eml"), BOUNCE);

        Typed typed = tidings("bounce", "read", file.toString());

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).isEqualToNormalizingNewlines(file + """
                        : bounce
                          ann@example.com  hard failed  userunknown  550  5.1.1
                            192.0.2.1 does not like recipient. Remote host said: 550 5.1.1 User unknown
                          about 7f3a91@example.org
                        """);
    }

    @Test
    void a_folder_gives_one_object_for_each_message() throws IOException {
        Files.writeString(folder.resolve("a.eml"), BOUNCE);
        Files.createDirectories(folder.resolve("new"));
        Files.writeString(folder.resolve("new/b.eml"), LETTER);

        Typed typed = tidings("bounce", "read", folder.toString(), "--json");
        JsonNode all = Json.MAPPER.readTree(typed.out());

        assertThat(all.size()).isEqualTo(2);
        assertThat(all.get(0).path("kind").asString()).isEqualTo("bounce");
        JsonNode event = all.get(0).path("events").get(0);
        assertThat(event.path("recipient").asString()).isEqualTo("ann@example.com");
        assertThat(event.path("class").asString()).isEqualTo("hard");
        assertThat(event.path("reason").asString()).isEqualTo("userunknown");
        assertThat(event.path("status").asString()).isEqualTo("5.1.1");
        assertThat(event.path("code").asInt()).isEqualTo(550);
        assertThat(all.get(1).path("kind").asString()).isEqualTo("other");
        assertThat(all.get(1).path("file").asString()).endsWith("b.eml");
    }

    @Test
    void standard_input_is_a_message_too() {
        assertThat(withInput(LETTER, "bounce", "read", "-").out().strip()).isEqualTo("-: other");
    }

    @Test
    void a_file_that_is_not_there_is_said_so() {
        Typed typed = tidings("bounce", "read", folder.resolve("none.eml").toString());

        assertThat(typed.exit()).isEqualTo(1);
        assertThat(typed.err()).contains("none.eml cannot be read");
    }

    @Test
    void an_empty_folder_is_an_empty_list() {
        assertThat(tidings("bounce", "read", folder.toString()).out()).contains("There is nothing to read.");
        assertThat(Json.MAPPER
                        .readTree(tidings("bounce", "read", folder.toString(), "--json")
                                .out())
                        .size())
                .isZero();
    }
}
