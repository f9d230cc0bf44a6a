package dev.tidings.server.cli;

import dev.tidings.server.answer.Json;
import dev.tidings.server.answer.MessageAnswer;
import dev.tidings.server.answer.Shown;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells of one message after the other as they are read, so that a folder may hold any number of them.
sealed interface MessageLines extends AutoCloseable {
    void tell(MessageAnswer message);

    @Override
    void close();

    static MessageLines to(PrintWriter out, boolean json) {
        return json ? new Objects(out) : new Sentences(out);
    }

    /// A JSON list.
    final class Objects implements MessageLines {
        private final PrintWriter out;
        private String before = "[";

        private Objects(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void tell(MessageAnswer message) {
            out.println(before);
            out.print(Shown.escaped(Json.INDENTED.writeValueAsString(message)));
            before = ",";
        }

        @Override
        public void close() {
            out.println(before.equals("[") ? "[]" : "\n]");
            out.flush();
        }
    }

    /// For people.
    final class Sentences implements MessageLines {
        private final PrintWriter out;

        private Sentences(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void tell(MessageAnswer message) {
            out.println(message.file() + ": " + message.kind());
            message.events().forEach(event -> {
                out.println("  " + sentence(event));
                if (!event.said().isEmpty()) {
                    out.println("    " + event.said());
                }
            });
            if (!message.about().isEmpty()) {
                out.println("  about " + String.join(", ", message.about()));
            }
        }

        private static String sentence(MessageAnswer.Event event) {
            return Stream.of(
                            event.recipient().orElse("nobody is named"),
                            event.hardness()
                                    .map(hardness -> hardness + " " + event.fate())
                                    .orElse(event.fate()),
                            event.reason(),
                            event.code().map(String::valueOf).orElse(""),
                            event.status().orElse(""))
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.joining("  "));
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}
