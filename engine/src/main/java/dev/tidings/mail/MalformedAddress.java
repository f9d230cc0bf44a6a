package dev.tidings.mail;

/// Text that is not an address mail can be sent to; the message says which rule it breaks, without the
/// address itself.
public final class MalformedAddress extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    MalformedAddress(String reason) {
        super(reason);
    }
}
