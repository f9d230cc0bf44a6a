package dev.tidings.workspace;

import dev.tidings.notification.AddressForm;
import dev.tidings.notification.MalformedServerAddress;
import dev.tidings.notification.ServerAddress;

/// Addresses of a store or a bus, in which a password may stand: what is wrong with one is told without any of it.
final class ServerAddresses {
    private ServerAddresses() {}

    static ServerAddress read(AddressForm form, String text) {
        try {
            return form.read(text);
        } catch (MalformedServerAddress malformed) {
            String guess = malformed
                    .misspelt()
                    .map(each -> Guess.sentence(each.word(), each.known()))
                    .orElse("");
            throw Mistake.discreet(malformed.what(), guess + malformed.mend());
        }
    }

    /// The text where it can hold no password, as a subject of a sentence.
    static String shown(String text) {
        boolean isPlain = text.matches("sqlite:[^@]*|[A-Za-z0-9-]{1,30}");
        return isPlain ? Quoted.of(text) : "what is written here";
    }
}
