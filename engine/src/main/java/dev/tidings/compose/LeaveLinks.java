package dev.tidings.compose;

import dev.tidings.notification.Secret;
import dev.tidings.notification.Settings.Unsubscribing;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The links by which readers leave: `https://mail.example.com/unsubscribe/AbC…`. They never expire; whoever
/// holds one can do nothing but keep mail from one address.
public final class LeaveLinks {
    /// What their path begins with, behind the address.
    public static final String PATH = "/unsubscribe/";

    private static final int TOKEN_MAX = 800;

    private final URI address;
    private final List<LeaveSeal> seals;

    /// @param address what readers reach us by
    /// @param keys    at least one: the first makes links, all of them read links
    public LeaveLinks(URI address, List<Secret> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("links are sealed with a key");
        }
        this.address = address;
        this.seals = keys.stream().map(LeaveSeal::of).toList();
    }

    /// Empty where readers cannot reach us, or there is no key.
    public static Optional<LeaveLinks> of(Unsubscribing unsubscribing) {
        return unsubscribing.keys().isEmpty()
                ? Optional.empty()
                : unsubscribing.address().map(address -> new LeaveLinks(address, unsubscribing.keys()));
    }

    public URI link(Leaver leaver) {
        return URI.create(address + PATH + token(leaver));
    }

    private String token(Leaver leaver) {
        return written(seals.getFirst().seal(leaver));
    }

    /// Who leaves what; empty when we did not make it, or anything of it was changed.
    ///
    /// @param token what stands behind [#PATH]
    public Optional<Leaver> read(String token) {
        if (token.length() > TOKEN_MAX) return Optional.empty();
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(token);
            // The last letter may have bits that say nothing: then only one way of writing is ours.
            return written(sealed).equals(token)
                    ? seals.stream().flatMap(each -> each.open(sealed).stream()).findFirst()
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static String written(byte[] sealed) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }
}
