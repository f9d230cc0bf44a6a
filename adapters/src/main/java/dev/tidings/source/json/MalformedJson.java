package dev.tidings.source.json;

/// A document that cannot be read on; says where and why.
@SuppressWarnings("serial")
public final class MalformedJson extends Exception {
    MalformedJson(String message) {
        super(message);
    }

    MalformedJson(String message, Throwable cause) {
        super(message, cause);
    }
}
