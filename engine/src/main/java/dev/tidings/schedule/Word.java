package dev.tidings.schedule;

import java.util.ArrayList;
import java.util.List;

/// A piece of an expression that knows where it stands.
///
/// @param offset characters from the expression's beginning
record Word(String text, int offset) {
    /// The pieces between white space.
    static List<Word> in(String expression) {
        List<Word> words = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i <= expression.length(); i++) {
            if (i == expression.length() || Character.isWhitespace(expression.charAt(i))) {
                if (i > begin) {
                    words.add(new Word(expression.substring(begin, i), begin));
                }
                begin = i + 1;
            }
        }
        return words;
    }

    /// The pieces between separators, empty ones too.
    List<Word> split(char separator) {
        List<Word> parts = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == separator) {
                parts.add(part(begin, i));
                begin = i + 1;
            }
        }
        return parts;
    }

    Word part(int begin, int end) {
        return new Word(text.substring(begin, end), offset + begin);
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    boolean is(String other) {
        return text.equals(other);
    }

    /// True for one to six ASCII digits.
    boolean isNumber() {
        return !text.isEmpty() && text.length() <= 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    int toInt() {
        return Integer.parseInt(text);
    }
}
