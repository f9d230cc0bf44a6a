package dev.tidings.mime;

import java.util.ArrayList;
import java.util.List;

/// A key with the place in DNS where its public half is looked up.
///
/// @param domain   who answers for the mail (`d=`): lower-case ASCII
/// @param selector which of the domain's keys (`s=`): lower-case letters, digits and hyphens, in parts between
///                 dots
public record DkimKey(String domain, String selector, SigningKey key) {
    private static final int NAME_MAX = 253;
    private static final int LABEL_MAX = 63;
    private static final int STRING_MAX = 255; // of a TXT record (RFC 1035 §3.3)

    public DkimKey {
        for (String label : selector.split("\\.", -1)) {
            if (label.length() > LABEL_MAX || !label.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?")) {
                throw new IllegalArgumentException("a selector is letters, digits and hyphens, at most 63");
            }
        }
        if (name(domain, selector).length() > NAME_MAX) {
            throw new IllegalArgumentException("selector and domain are longer together than a name in DNS may be");
        }
    }

    /// The name of the TXT record.
    public String name() {
        return name(domain, selector);
    }

    private static String name(String domain, String selector) {
        return selector + "._domainkey." + domain;
    }

    /// The value of the TXT record (RFC 6376 §3.6.1).
    public String record() {
        return "v=DKIM1; k=" + key.kind().word() + "; p=" + key.published();
    }

    /// The record in pieces as DNS carries it: none longer than 255 octets.
    public List<String> strings() {
        String record = record();
        List<String> strings = new ArrayList<>();
        for (int from = 0; from < record.length(); from += STRING_MAX) {
            strings.add(record.substring(from, Math.min(record.length(), from + STRING_MAX)));
        }
        return strings;
    }

    /// May it sign mail from this domain? It may for its own and those below it, as DMARC's relaxed alignment
    /// wants it.
    public boolean covers(String from) {
        return from.equals(domain) || (domain.indexOf('.') > 0 && from.endsWith("." + domain));
    }
}
