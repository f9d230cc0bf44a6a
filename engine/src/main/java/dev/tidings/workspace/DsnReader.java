package dev.tidings.workspace;

import dev.tidings.smtp.Dsn;
import dev.tidings.smtp.Dsn.Occasion;
import dev.tidings.smtp.Dsn.Returned;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// `deliver.dsn` → [Dsn].
final class DsnReader {
    private static final String NEVER = "never";
    private static final Set<Occasion> USUAL = EnumSet.of(Occasion.FAILURE, Occasion.DELAY);

    private DsnReader() {}

    static Dsn read(Node node) {
        if (!node.isMap()) {
            return new Dsn(occasions(node), Returned.HEADERS);
        }
        Fields fields = node.fields(DeliverKeys.DSN);
        return new Dsn(
                fields.get("notify").map(DsnReader::occasions).orElse(USUAL),
                fields.read("return", Kinds.oneOf(Returned.class), Returned.HEADERS));
    }

    private static Set<Occasion> occasions(Node node) {
        List<String> words = node.oneOrMore().stream()
                .flatMap(each -> each.as(occasion()).stream())
                .toList();
        if (words.size() > 1 && words.contains(NEVER)) {
            node.problem(new Mistake("never stands beside other words", "Write never alone, or leave it out."));
        }
        Set<Occasion> occasions = EnumSet.noneOf(Occasion.class);
        for (Occasion each : Occasion.values()) {
            if (words.contains(Kinds.word(each))) occasions.add(each);
        }
        return occasions;
    }

    private static Kind<String> occasion() {
        return Kinds.oneOf(List.of(NEVER, "success", "failure", "delay"), word -> word);
    }
}
