package dev.tidings.compose;

/// Makes the text part of a mail from its HTML, where no text was written.
@FunctionalInterface
public interface PlainText {
    /// What a reader without HTML reads: headings, paragraphs, lists, tables row by row, links with their
    /// address.
    String of(String html);
}
