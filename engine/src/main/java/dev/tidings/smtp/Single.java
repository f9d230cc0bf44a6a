package dev.tidings.smtp;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A bag with one letter.
final class Single implements Mailbag, Letter {
    private final Envelope envelope;
    private final byte[] content;
    private final EndOfDataGate gate;
    private boolean taken;
    private @Nullable Handover outcome;

    Single(Envelope envelope, byte[] content, EndOfDataGate gate) {
        this.envelope = envelope;
        this.content = content;
        this.gate = gate;
    }

    @Override
    public List<Letter> next(int most) {
        if (taken) {
            return List.of();
        }
        taken = true;
        return List.of(this);
    }

    @Override
    public List<Letter> mayEnd(List<Letter> letters) {
        return gate.mayEnd() ? letters : List.of();
    }

    @Override
    public Envelope envelope() {
        return envelope;
    }

    @Override
    public byte[] content() {
        return content;
    }

    @Override
    public void handedOver(Handover what, List<Answer> answers) {
        outcome = what;
    }

    Handover outcome() {
        return Objects.requireNonNull(outcome);
    }
}
