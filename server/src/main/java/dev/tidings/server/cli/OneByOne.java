package dev.tidings.server.cli;

import dev.tidings.server.answer.Json;
import dev.tidings.server.answer.Shown;
import java.io.PrintWriter;
import java.util.function.BiConsumer;

/// Gives one thing after the other as it is found, so that there may be any number of them.
sealed interface OneByOne<T> extends AutoCloseable {
    void give(T each);

    @Override
    void close();

    /// @param words what a person reads
    static <T> OneByOne<T> to(Answer answer, BiConsumer<T, PrintWriter> words) {
        return answer.json ? new Objects<>(answer.printer()) : new Sentences<>(answer.printer(), words);
    }

    /// A JSON list.
    final class Objects<T> implements OneByOne<T> {
        private final PrintWriter out;
        private String before = "[";

        private Objects(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void give(T each) {
            out.println(before);
            out.print(Shown.escaped(Json.INDENTED.writeValueAsString(each)));
            before = ",";
        }

        @Override
        public void close() {
            out.println(before.equals("[") ? "[]" : "\n]");
            out.flush();
        }
    }

    /// For people.
    final class Sentences<T> implements OneByOne<T> {
        private final PrintWriter out;
        private final BiConsumer<T, PrintWriter> words;
        private boolean empty = true;

        private Sentences(PrintWriter out, BiConsumer<T, PrintWriter> words) {
            this.out = out;
            this.words = words;
        }

        @Override
        public void give(T each) {
            words.accept(each, out);
            empty = false;
        }

        @Override
        public void close() {
            if (empty) out.println("There is nothing to read.");
            out.flush();
        }
    }
}
