package dev.tidings.smtp;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tidings.smtp.Line.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Writes down what is said of one message: so much, and no more. For one thread at a time.
public final class Stenographer implements Transcript {
    static final int LINES_MAX = 300;

    /// In all lines together.
    static final int CHARACTERS_MAX = 32 * 1024;

    /// In one of them; the longest address makes less.
    static final int LINE_MAX = 1000;

    private final long began = System.nanoTime();
    private final List<Line> lines = new ArrayList<>();
    private int characters;
    private boolean full;

    @Override
    public void sent(String line) {
        write(Kind.SENT, line);
    }

    /// As the server wrote it: the code on each line.
    @Override
    public void received(Reply reply) {
        String enhanced = reply.enhanced().map(code -> code + " ").orElse("");
        String[] texts = reply.text().split("\n", -1);
        for (int each = 0; each < texts.length; each++) {
            String mark = each < texts.length - 1 ? "-" : " ";
            write(Kind.RECEIVED, (reply.code() + mark + enhanced + texts[each]).stripTrailing());
        }
    }

    @Override
    public void noted(String what) {
        write(Kind.NOTED, what);
    }

    private void write(Kind kind, String text) {
        if (full) {
            return;
        }
        if (lines.size() == LINES_MAX || characters >= CHARACTERS_MAX) {
            full = true;
            lines.add(new Line(passed(), Kind.NOTED, "more was said; a transcript ends here"));
            return;
        }
        String clean = cut(Display.clean(text));
        characters += clean.length();
        lines.add(new Line(passed(), kind, clean));
    }

    private static String cut(String text) {
        if (text.length() <= LINE_MAX) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LINE_MAX - 1)) ? LINE_MAX - 1 : LINE_MAX;
        return text.substring(0, end) + "… (cut)";
    }

    private Duration passed() {
        return Duration.ofMillis(NANOSECONDS.toMillis(System.nanoTime() - began));
    }

    /// What was written so far.
    public List<Line> lines() {
        return List.copyOf(lines);
    }
}
