package dev.tidings.feedback.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A form in either of the two ways in which it is posted. Several values of one name keep their order.
final class Form {
    private static final int FIELDS_MAX = 2_000;
    private static final Pattern NAME =
            Pattern.compile("(?i)content-disposition:[^\r\n]{0,500}?[; ]name=\"?([^\"\r\n;]{1,200})");
    private static final Pattern FILE = Pattern.compile("(?i)content-disposition:[^\r\n]{0,500}?[; ]filename");
    private static final Pattern HEAD_END = Pattern.compile("\r?\n\r?\n");

    private Form() {}

    /// `application/x-www-form-urlencoded`.
    static Facts pairs(String body) throws Unreadable {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String pair : body.split("&", FIELDS_MAX)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                add(fields, decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return facts(fields);
    }

    private static String decoded(String text) throws Unreadable {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new Unreadable("it is no form: a % stands for nothing");
        }
    }

    /// `multipart/form-data` (RFC 7578), without its files. The first line is the boundary.
    static Facts parts(String body) throws Unreadable {
        int end = body.indexOf('\n');
        String boundary = end < 0 ? "" : body.substring(0, end).stripTrailing();
        if (boundary.length() < 3) {
            throw new Unreadable("it is no form: there is no boundary");
        }
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String part : body.split(Pattern.quote(boundary), FIELDS_MAX)) {
            Matcher head = HEAD_END.matcher(part);
            if (head.find()) {
                field(part.substring(0, head.start()), part.substring(head.end()), fields);
            }
        }
        return facts(fields);
    }

    private static void field(String head, String content, Map<String, List<String>> fields) {
        Matcher name = NAME.matcher(head);
        if (name.find() && !FILE.matcher(head).find()) {
            add(fields, name.group(1), content.replaceFirst("\r?\n\\z", ""));
        }
    }

    private static void add(Map<String, List<String>> fields, String name, String value) {
        fields.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }

    private static Facts facts(Map<String, List<String>> fields) throws Unreadable {
        if (fields.isEmpty()) {
            throw new Unreadable("it is a form without fields");
        }
        return Facts.of(fields);
    }
}
