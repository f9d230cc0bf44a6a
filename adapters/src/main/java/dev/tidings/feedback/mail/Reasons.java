package dev.tidings.feedback.mail;

import dev.tidings.feedback.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Why a mail failed, out of what is told: the rules of `reasons.yaml`, and its table of codes where no rule fits.
final class Reasons {
    static final Reasons SHIPPED = new Reasons(Shipped.read("reasons.yaml"));

    private final List<Rule> rules;
    private final Map<String, Reason> codes;
    private final Map<String, Reason> categories;

    private Reasons(Shipped file) {
        Map<String, List<Phrase>> named = new HashMap<>();
        Shipped phrases = file.under("phrases");
        phrases.names()
                .forEach(name -> named.put(
                        name, phrases.texts(name).stream().map(Phrase::of).toList()));
        rules = file.each("rules").stream()
                .map(keys -> Rule.of(
                        keys,
                        keys.text("says")
                                .map(name -> List.copyOf(named.getOrDefault(name, List.of())))
                                .orElse(List.of())))
                .toList();
        codes = table(file.under("codes"));
        categories = table(file.under("categories"));
    }

    private static Map<String, Reason> table(Shipped words) {
        Map<String, Reason> table = new HashMap<>();
        words.names()
                .forEach(word -> words.texts(word)
                        .forEach(code -> table.put(code, Reason.of(word).orElseThrow())));
        return Map.copyOf(table);
    }

    /// What a sending program that sorts failures itself says.
    Optional<Reason> ofCategory(String category) {
        return Optional.ofNullable(categories.get(category));
    }

    /// What a server's own words and codes mean, else what the words around them do.
    ///
    /// @param around all that the report tells
    /// @param late   whether it is about a mail that is still being tried
    Reason of(Saying saying, Saying around, boolean late) {
        return Effort.perhaps(() -> bestOf(saying, around, late))
                .or(() -> byCodes(saying))
                .or(() -> byCodes(around))
                .orElse(late ? Reason.EXPIRED : Reason.UNDEFINED);
    }

    private Reason bestOf(Saying saying, Saying around, boolean late) {
        Optional<Reason> own = Optional.of(saying)
                .filter(each -> !each.words().isBlank() || each.local())
                .map(this::byAll)
                .filter(Reasons::isSaying);
        return own.or(() -> byWordsOf(around))
                .or(() -> Optional.of(byAll(saying)).filter(Reasons::isSaying))
                .or(() -> Optional.of(byAll(around)).filter(Reasons::isSaying))
                .or(() -> late ? Optional.of(Reason.EXPIRED) : Optional.empty())
                .orElseGet(() -> byAll(saying.words().isBlank() ? around : saying));
    }

    /// Another server's words that are repeated come before those of the one that reports.
    private Optional<Reason> byWordsOf(Saying around) {
        return byWords(around.quoted()).or(() -> byWords(around));
    }

    static boolean isSaying(Reason reason) {
        return reason != Reason.UNDEFINED && reason != Reason.ONHOLD;
    }

    /// `UNDEFINED` where nothing is known.
    Reason of(Saying saying) {
        return Effort.perhaps(() -> byAll(saying)).or(() -> byCodes(saying)).orElse(Reason.UNDEFINED);
    }

    private Reason byAll(Saying saying) {
        return saying.local() && saying.words().matches(".*[a-z].*") ? byProgram(saying) : byServer(saying);
    }

    /// A program to which mail is handed says little that can be relied on, but whether a disk is full.
    private Reason byProgram(Saying saying) {
        return byWords(saying)
                .filter(reason -> reason == Reason.MAILBOXFULL || reason == Reason.SYSTEMFULL)
                .orElse(Reason.MAILERERROR);
    }

    private Reason byServer(Saying saying) {
        return byWords(saying)
                .or(() -> byCodes(saying))
                .orElse(saying.words().isBlank() ? Reason.UNDEFINED : Reason.ONHOLD);
    }

    Optional<Reason> byWords(Saying saying) {
        return rules.stream().filter(rule -> rule.fits(saying)).map(Rule::means).findFirst();
    }

    private Optional<Reason> byCodes(Saying saying) {
        return saying.status()
                .flatMap(this::byStatus)
                .or(() -> saying.code().map(String::valueOf).flatMap(code -> Optional.ofNullable(codes.get(code))));
    }

    /// By the whole status, else by its class and subject: `5.7.*` for `5.7.99`.
    private Optional<Reason> byStatus(String status) {
        return Optional.ofNullable(codes.get(status))
                .or(() -> Optional.ofNullable(codes.get(status.substring(0, status.lastIndexOf('.') + 1) + "*")));
    }
}
