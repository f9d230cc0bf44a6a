package dev.tidings.feedback.mail;

import java.util.List;

/// A message, taken apart.
record Letter(Fields header, List<Part> parts) {
    Letter {
        parts = List.copyOf(parts);
    }

    String header(String name) {
        return header.first(name).map(Text::words).orElse("");
    }
}
