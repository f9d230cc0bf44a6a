package dev.tidings.audience;

import dev.tidings.mail.Mailbox;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// One addressable person and their own row.
///
/// @param key tells one person from another within an occurrence; one key gets one copy
public record Recipient(String key, Mailbox mailbox, Optional<Locale> locale, Optional<ZoneId> zone, Row row) {}
