package dev.tidings.contracts;

import java.time.Duration;

/// What a mail server may do wrong at a step, in place of a good answer.
public enum Misdeed {
    TRANSIENT("4xx", new Act.Say("451 4.3.0 not now")),
    PERMANENT("5xx", new Act.Say("550 5.7.1 never")),
    FAREWELL("421", new Act.SayAndDrop("421 4.3.2 closing")),
    CLOSE("close", new Act.Drop()),
    RESET("reset", new Act.Reset()),
    /// Never answers.
    TIMEOUT("timeout", new Act.Silence()),
    GARBAGE("garbage", new Act.Say("\0\1\2\u00ff\u00fe not smtp")),
    /// One octet at a time, each well within the time for a whole answer.
    DRIP("drip", new Act.Drip(Duration.ofMillis(20))),
    FLOOD("10 MB", new Act.Flood(10_000_000));

    private final String word;
    private final Act act;

    Misdeed(String word, Act act) {
        this.word = word;
        this.act = act;
    }

    /// As tables head it.
    public String word() {
        return word;
    }

    public Act act() {
        return act;
    }

    /// Whether only the client's own clock ends it.
    public boolean isSlow() {
        return this == TIMEOUT || this == DRIP;
    }
}
