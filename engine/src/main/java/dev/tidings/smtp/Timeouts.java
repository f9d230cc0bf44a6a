package dev.tidings.smtp;

import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// How long each step may take, from our last octet to the last of the server's reply.
///
/// The usual values are those of Postfix's client, which follow RFC 5321 §4.5.3.2. Shortening
/// [Verb#END_OF_DATA] makes duplicates: the server may still be storing what we have given up (RFC 1047).
///
/// @param steps one duration for each [Verb]; `CONNECT` is for each address, `CONTENT` for each write
public record Timeouts(Map<Verb, Duration> steps) {
    public Timeouts {
        for (Verb verb : Verb.values()) {
            Duration step = steps.get(verb);
            if (step == null || step.isZero() || step.isNegative()) {
                throw new IllegalArgumentException("expected a time above zero for " + verb + ", got " + step);
            }
        }
        steps = Collections.unmodifiableMap(new EnumMap<>(steps));
    }

    public static Timeouts usual() {
        return all(ofSeconds(300))
                .with(Verb.CONNECT, ofSeconds(30))
                .with(Verb.RSET, ofSeconds(20))
                .with(Verb.DATA, ofSeconds(120))
                .with(Verb.CONTENT, ofSeconds(180))
                .with(Verb.END_OF_DATA, ofSeconds(600))
                .with(Verb.QUIT, ofSeconds(5));
    }

    public static Timeouts all(Duration step) {
        Map<Verb, Duration> steps = new EnumMap<>(Verb.class);
        for (Verb verb : Verb.values()) {
            steps.put(verb, step);
        }
        return new Timeouts(steps);
    }

    public Timeouts with(Verb verb, Duration step) {
        Map<Verb, Duration> changed = new EnumMap<>(steps);
        changed.put(verb, step);
        return new Timeouts(changed);
    }

    public Duration of(Verb verb) {
        return steps.getOrDefault(verb, Duration.ZERO);
    }
}
