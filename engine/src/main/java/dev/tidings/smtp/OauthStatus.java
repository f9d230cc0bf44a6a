package dev.tidings.smtp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `status` of the JSON in which a server says why it refuses a token (RFC 7628 §3.2.2): `invalid_token`,
/// or an HTTP status at Google's.
final class OauthStatus {
    private static final Pattern STATUS = Pattern.compile("\"status\"\\s*:\\s*\"?([A-Za-z0-9_.-]{1,60})\"?\\s*[,}]");

    private OauthStatus() {}

    /// The status, or a word for that there is none.
    static String in(String json) {
        Matcher status = STATUS.matcher(json);
        return status.find() ? status.group(1) : "none given";
    }
}
