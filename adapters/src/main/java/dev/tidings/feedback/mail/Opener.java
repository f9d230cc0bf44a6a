package dev.tidings.feedback.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/// Takes a message apart, as far as it can be: what came before its MIME went wrong is kept.
final class Opener {
    private static final MimeConfig LENIENT = MimeConfig.custom()
            .setStrictParsing(false)
            .setMaxLineLen(-1)
            .setMaxHeaderLen(-1)
            .setMaxHeaderCount(-1)
            .build();

    private final List<Fields.Field> header = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private List<Fields.Field> fields = header;
    private int depth;

    private Opener() {}

    /// @param octets with LF at the end of lines
    static Letter open(byte[] octets) {
        Opener opener = new Opener();
        MimeTokenStream tokens = new MimeTokenStream(LENIENT, DecodeMonitor.SILENT, null, null);
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        try {
            tokens.parse(new ByteArrayInputStream(octets));
            opener.take(tokens);
        } catch (IOException | MimeException | RuntimeException wrong) {
            opener.keepRest(octets);
        }
        return new Letter(new Fields(opener.header), opener.parts);
    }

    /// Nothing came out of it: then it is text.
    private void keepRest(byte[] octets) {
        if (parts.isEmpty()) {
            byte[] beginning = Arrays.copyOf(octets, Math.min(octets.length, Limits.PART));
            parts.add(new Part(Fields.none(), "text/plain", beginning, Text.of(beginning, Optional.empty())));
        }
    }

    private void take(MimeTokenStream tokens) throws IOException, MimeException {
        EntityState state = tokens.getState();
        while (state != EntityState.T_END_OF_STREAM && depth <= Limits.DEPTH && parts.size() < Limits.PARTS) {
            take(state, tokens);
            state = tokens.next();
        }
    }

    private void take(EntityState state, MimeTokenStream tokens) throws IOException {
        switch (state) {
            case T_FIELD -> add(tokens.getField());
            case T_START_BODYPART -> fields = new ArrayList<>();
            case T_START_MULTIPART -> depth++;
            case T_END_MULTIPART -> depth--;
            case T_BODY -> add(tokens.getBodyDescriptor(), tokens.getDecodedInputStream());
            case T_PREAMBLE, T_EPILOGUE -> addAside(tokens.getInputStream());
            case T_START_MESSAGE,
                    T_END_MESSAGE,
                    T_RAW_ENTITY,
                    T_START_HEADER,
                    T_END_HEADER,
                    T_END_BODYPART,
                    T_END_OF_STREAM -> {}
        }
    }

    private void add(Field field) {
        if (fields.size() < Limits.FIELDS) {
            String value = Text.of(body(field), Optional.empty());
            fields.add(new Fields.Field(
                    field.getName().strip().toLowerCase(ROOT), Text.cut(Text.oneLine(value), Limits.FIELD)));
        }
    }

    /// As it came: what is no ASCII in it is decoded as content is.
    private static byte[] body(Field field) {
        if (field.getRaw() == null) {
            return field.getBody() == null ? new byte[0] : field.getBody().getBytes(UTF_8);
        }
        byte[] raw = field.getRaw().toByteArray();
        int colon = 0;
        while (colon < raw.length && raw[colon] != ':') {
            colon++;
        }
        return Arrays.copyOfRange(raw, Math.min(colon + 1, raw.length), raw.length);
    }

    private void add(BodyDescriptor about, InputStream content) throws IOException {
        byte[] octets = beginning(content);
        String type = about.getMimeType().toLowerCase(ROOT);
        String text = type.startsWith("text/") || type.startsWith("message/") || type.startsWith("multipart/")
                ? Text.of(octets, Optional.ofNullable(about.getCharset()))
                : "";
        Fields own = fields == header ? Fields.none() : new Fields(fields);
        parts.add(new Part(own, type, octets, text));
    }

    /// What stands outside of the parts: a report whose boundary is not what its header says stands there as a whole.
    private void addAside(InputStream content) throws IOException {
        byte[] octets = beginning(content);
        if (octets.length > 0) {
            parts.add(new Part(Fields.none(), Part.ASIDE, octets, Text.of(octets, Optional.empty())));
        }
    }

    private static byte[] beginning(InputStream content) throws IOException {
        byte[] octets = content.readNBytes(Limits.PART);
        return LineEnds.plain(octets);
    }
}
