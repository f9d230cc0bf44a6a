package dev.tidings.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Addresses that others thought of: isemail, python-email-validator and cases made for this purpose.
class AddressVectorsTest {
    private record Row(int id, String address, String expected, String asciiForm) {}

    @Test
    void valid_rows_are_read_and_invalid_rows_are_refused() throws IOException {
        List<String> surprises = new ArrayList<>();
        List<Row> rows = rows();
        for (Row row : rows) {
            if (row.expected.equals("policy")) continue;
            String read = read(row.address);
            boolean asExpected = row.expected.equals("invalid")
                    ? read.startsWith("refused")
                    : !read.startsWith("refused") && (row.asciiForm.isEmpty() || read.equals(row.asciiForm));
            if (!asExpected) surprises.add("%s: %s".formatted(row, read));
        }

        assertThat(rows).hasSizeGreaterThan(100);
        assertThat(surprises).isEmpty();
    }

    private static String read(String address) {
        try {
            return Address.parse(address).toString();
        } catch (MalformedAddress e) {
            return "refused: " + e.getMessage();
        }
    }

    private static List<Row> rows() throws IOException {
        Path file = Path.of(System.getProperty("tidings.vectors", "../shared/vectors"), "addresses.csv");
        assumeTrue(Files.exists(file), "SKIPPED: no address vectors at " + file.toAbsolutePath());
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(AddressVectorsTest::fields)
                .map(f -> new Row(Integer.parseInt(f.get(0)), unescape(f.get(1)), f.get(2), f.get(4)))
                .toList();
    }

    /// One CSV line; no field of this file spans lines.
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    private static String unescape(String json) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < json.length() - 1; i++) {
            char c = json.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            c = json.charAt(++i);
            switch (c) {
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> text.append(c);
            }
        }
        return text.toString();
    }
}
