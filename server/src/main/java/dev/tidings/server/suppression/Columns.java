package dev.tidings.server.suppression;

import dev.tidings.source.file.CsvRecord;
import dev.tidings.workspace.Guess;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What stands where in a list of whom not to mail.
///
/// @param named   whether the first line names the columns; a file without such a line has one address a line
/// @param unknown names of which nothing is known, as they are written
record Columns(boolean named, char separator, List<String> names, List<String> unknown) {
    private static final String ADDRESS = "address";
    private static final Map<String, String> OTHER_NAMES =
            Map.of("email", ADDRESS, "e-mail", ADDRESS, "email address", ADDRESS, "recipient", ADDRESS);

    /// Empty where the line names columns, and none of them is the address.
    static Optional<Columns> of(String first) {
        char separator = first.indexOf(',') >= 0 ? ',' : first.indexOf(';') >= 0 ? ';' : '\t';
        List<String> written =
                CsvRecord.parse(first, separator) instanceof CsvRecord.Whole(List<String> all) ? all : List.of();
        List<String> names = written.stream().map(Columns::name).toList();
        if (names.contains(ADDRESS)) {
            List<String> unknown = written.stream()
                    .filter(each -> !each.isBlank() && !CsvList.COLUMNS.contains(name(each)))
                    .toList();
            return Optional.of(new Columns(true, separator, names, unknown));
        }
        boolean namesOthers = written.size() > 1 && first.indexOf('@') < 0;
        return namesOthers ? Optional.empty() : Optional.of(new Columns(false, separator, List.of(ADDRESS), List.of()));
    }

    private static String name(String written) {
        String name = written.strip().toLowerCase(Locale.ROOT);
        return OTHER_NAMES.getOrDefault(name, name);
    }

    /// Why rows would not do what is written.
    Optional<String> mistake() {
        return CsvList.COLUMNS.stream()
                .filter(each -> Collections.frequency(names, each) > 1)
                .map(each -> "two columns are called \"%s\"".formatted(each))
                .findFirst()
                .or(this::misspelled);
    }

    private Optional<String> misspelled() {
        return unknown.stream()
                .flatMap(each -> Guess.among(each.strip(), CsvList.COLUMNS).stream()
                        .map(meant ->
                                "there is no column \"%s\" (did you mean \"%s\"?)".formatted(each.strip(), meant)))
                .findFirst();
    }

    /// By column; what is empty is left out.
    Map<String, String> row(List<String> values) {
        Map<String, String> row = new HashMap<>();
        for (int at = 0; at < Math.min(names.size(), values.size()); at++) {
            String value = values.get(at).strip();
            String plain = value.startsWith("'") && CsvList.isFormula(value) ? value.substring(1) : value;
            if (!plain.isEmpty()) {
                row.put(names.get(at), plain);
            }
        }
        return row;
    }
}
