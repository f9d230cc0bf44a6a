package dev.tidings.deliver;

import dev.tidings.smtp.Answer;
import dev.tidings.smtp.Break;
import dev.tidings.smtp.Dsn;
import dev.tidings.smtp.Envelope;
import dev.tidings.smtp.Handover;
import dev.tidings.smtp.Letter;
import dev.tidings.smtp.Stenographer;
import dev.tidings.smtp.Transcript;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A parcel as a letter, on its way through one conversation, or several.
final class ParcelLetter implements Letter {
    private final Parcel parcel;
    private final Instant started;
    private final Optional<Stenographer> stenographer;
    private final Satchel satchel;
    private final Envelope envelope;
    private List<Answer> answers = List.of();
    private int conversations;
    private boolean hasOpened;

    ParcelLetter(Parcel parcel, Instant started, Optional<Stenographer> stenographer, Satchel satchel) {
        this.parcel = parcel;
        this.started = started;
        this.stenographer = stenographer;
        this.satchel = satchel;
        this.envelope = new Envelope(
                parcel.message().sender().toString(),
                List.of(parcel.message().receiver().toString()),
                parcel.dsn()
                        .map(dsn -> new Dsn.Request(dsn, parcel.claim().trace().hex())));
    }

    Parcel parcel() {
        return parcel;
    }

    /// How many conversations it was in that took it nowhere.
    int conversations() {
        return conversations;
    }

    @Override
    public Envelope envelope() {
        return envelope;
    }

    @Override
    public byte[] content() {
        return parcel.message().content();
    }

    @Override
    public Transcript transcript() {
        return stenographer.isPresent() ? stenographer.get() : Transcript.NONE;
    }

    /// A connection is opened for it: that is part of its attempt.
    Doorway doorway() {
        hasOpened = true;
        return new Doorway(transcript());
    }

    /// It goes by this connection.
    void board(Supplier<String> connection) {
        if (stenographer.isPresent() && !hasOpened) {
            stenographer.get().noted(connection.get());
        }
        hasOpened = false;
    }

    @Override
    public void handedOver(Handover what, List<Answer> heard) {
        conversations++;
        hear(heard);
        stenographer.ifPresent(each -> end(what).ifPresent(each::noted));
        satchel.handedOver(this, what);
    }

    private void hear(List<Answer> heard) {
        if (answers.isEmpty()) {
            answers = heard;
        } else {
            List<Answer> all = new ArrayList<>(answers);
            all.addAll(heard);
            answers = all;
        }
    }

    /// How it ended, where no reply tells.
    private static Optional<String> end(Handover what) {
        return switch (what) {
            case Handover.Answered _ -> Optional.empty();
            case Handover.Unfit unfit -> Optional.of("not sent: " + unfit.code() + " " + unfit.why());
            case Handover.Withheld _ -> Optional.of("not sent: it belongs to somebody else by now");
            case Handover.NotBegun(Break how) -> Optional.of("its turn did not come; " + how);
            case Handover.Broken(Break how) -> Optional.of("broken off at " + how);
            case Handover.Uncertain(Break how) -> Optional.of("broken off at " + how);
        };
    }

    /// No conversation can be had for it.
    void stay(Outcome outcome, List<Answer> heard) {
        hear(heard);
        stenographer.ifPresent(each -> each.noted(outcome.said()));
        satchel.report(this, outcome);
    }

    Attempt attempt(String transport, Instant now, Outcome outcome) {
        Conversation said = new Conversation(answers, stenographer.map(Stenographer::lines));
        return new Attempt(parcel.claim().attempt(), transport, started, Duration.between(started, now), outcome, said);
    }
}
