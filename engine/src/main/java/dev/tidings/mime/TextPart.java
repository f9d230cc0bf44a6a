package dev.tidings.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Text to read, in UTF-8, in the encoding that suits it.
final class TextPart implements Part {
    private final String subtype;
    private final byte[] text;
    private final Survey survey;

    private TextPart(String subtype, String text) {
        this.subtype = subtype;
        this.text = text.getBytes(UTF_8);
        this.survey = Survey.of(this.text);
    }

    static TextPart plain(String text) {
        return new TextPart("plain", text);
    }

    static TextPart html(String html) {
        return new TextPart("html", html);
    }

    @Override
    public void write(Octets out) {
        Encoding encoding = survey.encoding();
        out.add("Content-Type: text/").add(subtype).add("; charset=utf-8\r\n");
        out.add("Content-Transfer-Encoding: ").add(encoding.token()).add("\r\n\r\n");
        switch (encoding) {
            case SEVEN_BIT -> SevenBit.write(text, out);
            case QUOTED_PRINTABLE -> QuotedPrintable.write(text, survey.octetsQuotedPrintable(), out);
            case BASE64 -> Base64Lines.write(SevenBit.normalized(text), out);
        }
    }

    @Override
    public int octetsExpected() {
        return 128 + survey.octets();
    }
}
