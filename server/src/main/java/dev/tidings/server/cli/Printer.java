package dev.tidings.server.cli;

import dev.tidings.server.answer.Shown;
import java.io.PrintWriter;
import java.io.Writer;

/// Prints for people at a terminal: whatever came out of data is [shown][Shown#clean], never obeyed.
final class Printer extends PrintWriter {
    Printer(Writer terminal) {
        super(terminal);
    }

    @Override
    public void write(String text, int offset, int length) {
        String clean = Shown.clean(text.substring(offset, offset + length));
        super.write(clean, 0, clean.length());
    }

    @Override
    public void write(char[] text, int offset, int length) {
        write(new String(text, offset, length), 0, length);
    }
}
