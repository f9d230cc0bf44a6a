package dev.tidings.source.http;

import dev.tidings.audience.SourceFailure;
import dev.tidings.source.reading.Question;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is asked over HTTP.
///
/// @param address below the source's own
/// @param pointer where in the document the rows are; empty for the document itself
record WebQuery(URI address, String pointer) {
    private static final Pattern PARAMETER = Pattern.compile(":([\\p{L}_][\\p{L}\\p{N}_]*)");

    static WebQuery of(Question question, URI base) throws SourceFailure {
        String text = question.query().text().strip();
        int hash = text.indexOf('#');
        String path = hash < 0 ? text : text.substring(0, hash);
        String pointer = hash < 0 ? "" : text.substring(hash + 1);
        return new WebQuery(below(base, filled(path, question), question), pointer);
    }

    private static String filled(String path, Question question) throws SourceFailure {
        Matcher parameter = PARAMETER.matcher(path);
        StringBuilder filled = new StringBuilder();
        while (parameter.find()) {
            @Nullable Object value = question.parameter(parameter.group(1));
            parameter.appendReplacement(filled, Matcher.quoteReplacement(encoded(value, question)));
        }
        return parameter.appendTail(filled).toString();
    }

    private static String encoded(@Nullable Object value, Question question) throws SourceFailure {
        if (value == null) return "";
        if (value instanceof Collection<?> several) {
            List<String> each = new ArrayList<>();
            for (Object one : several) each.add(encoded(one, question));
            return String.join(",", each);
        }
        String text = value.toString();
        // a step in a path, however it is encoded
        if (text.equals(".") || text.equals(".."))
            throw question.failed("\"%s\" cannot stand in an address".formatted(text));
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static URI below(URI base, String path, Question question) throws SourceFailure {
        if (base.getRawQuery() != null || base.getRawFragment() != null) {
            throw question.failed("the source's address ends with its path; what follows a ? stands in the query");
        }
        String folder = base.toString().endsWith("/") ? base.toString() : base + "/";
        try {
            URI address = new URI(folder + path.replaceFirst("^/+", ""));
            boolean same = sameHost(address, base)
                    && address.normalize()
                            .getRawPath()
                            .startsWith(URI.create(folder).normalize().getRawPath());
            if (!same || path.replaceFirst("\\?.*", "").contains("://"))
                throw question.failed("the query leaves the source's address");
            return address;
        } catch (URISyntaxException malformed) {
            throw question.failed("is not a path of a URL: " + malformed.getReason());
        }
    }

    static boolean sameHost(URI one, URI other) {
        return one.getScheme() != null
                && one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost() != null
                && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getPort() == other.getPort();
    }
}
