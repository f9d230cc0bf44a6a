package dev.tidings.server;

import dev.tidings.notification.Secret;
import dev.tidings.notification.Settings;
import dev.tidings.notification.StoreSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// What unsubscribe links are sealed with: the keys of `tidings.yaml`, and what is kept beside the store.
///
/// Where none is written, one is made when the first mail is to have a link, readable by its owner alone, and the
/// same from then on: links do not end. The kept one goes on reading its links when others are written later.
final class LeaveKeys {
    private static final String FILE = "unsubscribe.key";
    private static final int OCTETS = 32;
    private static final int CHARACTERS_MIN = 32;

    private LeaveKeys() {}

    /// Those there are, the one that makes links first.
    static List<Secret> known(Path root, Settings settings) {
        List<Secret> keys = new ArrayList<>(settings.unsubscribing().keys());
        keys.addAll(kept(file(root, settings)));
        return keys;
    }

    /// As [#known], but there is one.
    ///
    /// @throws IllegalStateException where several nodes read each other's links, and none is written for them
    static List<Secret> needed(Path root, Settings settings) {
        List<Secret> known = known(root, settings);
        if (settings.unsubscribing().keys().isEmpty() && settings.store() instanceof StoreSpec.Shared) {
            throw new IllegalStateException(
                    "nodes that share a store need the same key for readers' links: write unsubscribe-key in tidings.yaml,"
                            + " for example unsubscribe-key: [ \"${UNSUBSCRIBE_KEY}\" ]");
        }
        return known.isEmpty() ? List.of(made(file(root, settings))) : known;
    }

    /// One that nobody keeps: for mail that nobody gets.
    static Secret passing() {
        byte[] octets = new byte[OCTETS];
        new SecureRandom().nextBytes(octets);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(octets));
    }

    private static Path file(Path root, Settings settings) {
        return Wiring.beside(root, settings, FILE);
    }

    /// One a line; what is too short to be one, as after a crash while it was written, is none.
    private static List<Secret> kept(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> line.length() >= CHARACTERS_MIN)
                    .map(Secret::new)
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static Secret made(Path file) {
        Secret key = passing();
        try {
            Private.write(file, key.value() + "\n");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(file + " cannot be written: " + unwritable.getMessage(), unwritable);
        }
        return key;
    }
}
