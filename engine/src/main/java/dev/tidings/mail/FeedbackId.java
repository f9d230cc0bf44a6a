package dev.tidings.mail;

import java.util.List;
import java.util.regex.Pattern;

/// Under which names Gmail adds up who marked a mail as spam: `campaign:customer:other:sender`. Names of groups of
/// mail, never of one mail or one person.
///
/// @param names  three of them, each may be empty; at most 100 characters
/// @param sender the same in all mail of a sender, 5–15 characters
public record FeedbackId(List<String> names, String sender) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{0,100}");
    private static final Pattern SENDER = Pattern.compile("[A-Za-z0-9._-]{5,15}");
    private static final int NAMES = 3;

    public FeedbackId {
        names = List.copyOf(names);
        if (names.size() != NAMES
                || !names.stream().allMatch(name -> NAME.matcher(name).matches())) {
            throw new IllegalArgumentException("a feedback id has three names of letters, digits, dots, dashes and _");
        }
        if (!SENDER.matcher(sender).matches()) {
            throw new IllegalArgumentException("the sender of a feedback id has 5 to 15 letters and digits");
        }
    }

    /// Reads `a:b:c:sender`.
    public static FeedbackId parse(String text) {
        List<String> parts = List.of(text.split(":", -1));
        if (parts.size() != NAMES + 1) {
            throw new IllegalArgumentException("a feedback id has four parts with colons between them");
        }
        return new FeedbackId(parts.subList(0, NAMES), parts.get(NAMES));
    }

    /// `weekly-report::tidings:examplecom`, of a notification's id and the domain it is sent from.
    public static FeedbackId usual(String notification, String domain) {
        String letters = domain.replaceAll("[^A-Za-z0-9]", "");
        String sender = letters.length() < 5 ? letters + "-mail" : letters.substring(0, Math.min(15, letters.length()));
        return new FeedbackId(List.of(notification, "", "tidings"), sender);
    }

    public Header header() {
        return new Header("Feedback-ID", String.join(":", names) + ":" + sender);
    }
}
