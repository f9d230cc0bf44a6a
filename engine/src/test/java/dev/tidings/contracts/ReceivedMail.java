package dev.tidings.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/// A mail a [ScriptedServer] took, dots undone.
public record ReceivedMail(String from, List<String> to, byte[] content) {
    public ReceivedMail {
        to = List.copyOf(to);
    }

    public String text() {
        return new String(content, UTF_8);
    }
}
