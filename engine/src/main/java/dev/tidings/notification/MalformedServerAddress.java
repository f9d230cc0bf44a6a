package dev.tidings.notification;

import java.util.List;
import java.util.Optional;

/// Why a text is no address of a server. Whatever is wrong, neither the message nor the mend repeats anything of the
/// address: a password that is not written as it should be may be anywhere in it.
public final class MalformedServerAddress extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final String mend;
    private final transient Optional<Misspelt> misspelt;

    /// A word that is not known, for whoever can guess which one was meant. Not to be shown.
    public record Misspelt(String word, List<String> known) {}

    MalformedServerAddress(String what, String mend) {
        super(what);
        this.mend = mend;
        this.misspelt = Optional.empty();
    }

    MalformedServerAddress(String what, Misspelt misspelt) {
        super(what);
        this.mend = "Known here: " + String.join(", ", misspelt.known()) + ".";
        this.misspelt = Optional.of(misspelt);
    }

    public String what() {
        return String.valueOf(getMessage());
    }

    /// What to do, a sentence of its own.
    public String mend() {
        return mend;
    }

    public Optional<Misspelt> misspelt() {
        return misspelt;
    }
}
