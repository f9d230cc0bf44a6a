package dev.tidings.server.cli;

import dev.tidings.server.answer.Shown;
import java.io.PrintWriter;
import java.io.Writer;

/// Prints for people at a terminal: whatever came out of data is [shown][Shown#clean], never obeyed.
final class Printer extends PrintWriter {
    Printer(Writer terminal) {
        super(terminal);
    }

    /// Whatever is printed next has this colour: the one thing that is obeyed, since no data is in it.
    ///
    /// @param code of ECMA-48 §8.3.117: `31` red, `32` green, `33` yellow, `0` as before
    void colour(int code) {
        String sequence = "\u001b[" + code + "m";
        super.write(sequence, 0, sequence.length());
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
