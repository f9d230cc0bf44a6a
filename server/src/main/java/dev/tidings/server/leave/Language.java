package dev.tidings.server.leave;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import java.util.stream.Stream;

/// What the page says, in the languages it speaks. `%s` is the notification's title, or whom the mail is from.
enum Language {
    ENGLISH(
            "en",
            new Words(
                    "Unsubscribe",
                    "Do you want no more of this mail?",
                    "This is about mail to %s.",
                    "Unsubscribe from “%s”",
                    "Unsubscribe from all mail from %s",
                    "You are unsubscribed from “%s”.",
                    "You are unsubscribed from all mail from %s.",
                    "A mail that is on its way already may still arrive.",
                    "This link does not work",
                    "It was cut off or changed, perhaps. Open it from the mail once more, or answer the mail and say that you want no more of it.")),
    CHINESE(
            "zh-CN",
            new Words(
                    "退订",
                    "不想再收到此类邮件？",
                    "此页面对应发往 %s 的邮件。",
                    "退订“%s”",
                    "退订来自 %s 的所有邮件",
                    "您已退订“%s”。",
                    "您已退订来自 %s 的所有邮件。",
                    "已在途中的邮件可能仍会送达。",
                    "此链接无效",
                    "链接可能不完整或被改动。请从邮件中重新打开，或直接回复邮件，告诉我们您不想再收到。")),
    GERMAN(
            "de",
            new Words(
                    "Abmelden",
                    "Möchten Sie diese Mail nicht mehr bekommen?",
                    "Es geht um Mail an %s.",
                    "Von „%s“ abmelden",
                    "Von aller Mail von %s abmelden",
                    "Sie sind von „%s“ abgemeldet.",
                    "Sie sind von aller Mail von %s abgemeldet.",
                    "Eine Mail, die schon unterwegs ist, kann noch ankommen.",
                    "Dieser Link führt zu nichts",
                    "Vielleicht wurde er abgeschnitten oder verändert. Öffnen Sie ihn noch einmal aus der Mail, oder antworten Sie auf die Mail, dass Sie keine mehr möchten."));

    private static final int ASKED_MAX = 200;

    private final String tag;
    private final Words words;

    Language(String tag, Words words) {
        this.tag = tag;
        this.words = words;
    }

    /// @param about   `%s` is the address, in part
    /// @param later   what may still happen
    /// @param unknown of a link that is not ours
    record Words(
            String title,
            String question,
            String about,
            String thisOne,
            String all,
            String leftThis,
            String leftAll,
            String later,
            String unknown,
            String unknownWhy) {}

    /// As HTML's `lang` has it.
    String tag() {
        return tag;
    }

    Words words() {
        return words;
    }

    /// The one that the link names, if we speak it; else the best of those the browser asks for.
    static Language of(Optional<String> named, Optional<String> asked) {
        return Stream.of(named, asked)
                .flatMap(Optional::stream)
                .filter(text -> text.length() <= ASKED_MAX)
                .flatMap(text -> ranges(text).stream())
                .filter(range -> range.getWeight() > 0)
                .flatMap(range -> spoken(range.getRange()).stream())
                .findFirst()
                .orElse(ENGLISH);
    }

    private static List<LanguageRange> ranges(String text) {
        try {
            return LanguageRange.parse(text);
        } catch (IllegalArgumentException malformed) {
            return List.of();
        }
    }

    private static Optional<Language> spoken(String range) {
        String language = Locale.forLanguageTag(range).getLanguage();
        return Stream.of(values())
                .filter(each -> Locale.forLanguageTag(each.tag).getLanguage().equals(language))
                .findFirst();
    }
}
