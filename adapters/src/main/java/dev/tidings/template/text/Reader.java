package dev.tidings.template.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/// Walks over HTML and writes what it finds onto a page.
final class Reader implements NodeVisitor {
    private static final Set<String> UNREAD =
            Set.of("head", "title", "style", "script", "template", "noscript", "svg", "iframe", "object");
    private static final Set<String> PARAGRAPHS = Set.of(
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "dl",
            "table",
            "blockquote",
            "pre",
            "figure",
            "address");
    private static final Set<String> LINES = Set.of(
            "div",
            "section",
            "article",
            "header",
            "footer",
            "main",
            "aside",
            "nav",
            "tr",
            "dt",
            "dd",
            "center",
            "caption",
            "figcaption",
            "li",
            "form");

    private final Page page;
    private final Deque<Integer> numbers = new ArrayDeque<>();
    private int unread;
    private int preformatted;

    Reader(Page page) {
        this.page = page;
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof Element element) {
            if (isUnread(element)) unread++;
            if (unread == 0) open(element);
        } else if (unread == 0 && node instanceof TextNode text) {
            if (preformatted > 0) page.verbatim(text.getWholeText());
            else page.words(text.getWholeText());
        }
    }

    private void open(Element element) {
        String tag = element.normalName();
        if (PARAGRAPHS.contains(tag)) page.paragraph();
        else if (LINES.contains(tag)) page.line();
        switch (tag) {
            case "br" -> page.lineBreak();
            case "hr" -> page.rule();
            case "pre" -> preformatted++;
            case "ul" -> numbers.push(Integer.MIN_VALUE);
            case "ol" -> numbers.push(1);
            case "li" -> openItem();
            case "blockquote" -> page.indent("> ");
            case "td", "th" -> openCell(element);
            case "img" -> page.words(element.attr("alt"));
            default -> {}
        }
    }

    private void openItem() {
        int number = numbers.isEmpty() ? Integer.MIN_VALUE : numbers.pop();
        numbers.push(number == Integer.MIN_VALUE ? number : number + 1);
        page.item(number == Integer.MIN_VALUE ? "- " : number + ". ");
    }

    private void openCell(Element cell) {
        if (cell.previousElementSibling() != null) page.cell();
    }

    @Override
    public void tail(Node node, int depth) {
        if (!(node instanceof Element element)) return;
        if (unread == 0) close(element);
        if (isUnread(element)) unread--;
    }

    private void close(Element element) {
        String tag = element.normalName();
        switch (tag) {
            case "a" -> closeLink(element);
            case "ul", "ol" -> numbers.poll();
            case "li", "blockquote" -> page.outdent();
            case "pre" -> preformatted--;
            case "h1" -> page.underline('=');
            case "h2" -> page.underline('-');
            default -> {}
        }
        if (PARAGRAPHS.contains(tag)) page.paragraph();
        else if (LINES.contains(tag)) page.line();
    }

    /// `the report <https://example.com/report>`; a link whose text is its address is written once.
    private void closeLink(Element link) {
        String address = link.attr("href").strip();
        String shown = address.replaceFirst("(?i)^mailto:", "");
        boolean elsewhere = shown.contains(":") || !shown.equals(address);
        if (elsewhere && !link.text().strip().equalsIgnoreCase(shown)) page.words(" <" + shown + ">");
    }

    private static boolean isUnread(Element element) {
        return UNREAD.contains(element.normalName())
                || element.hasAttr("hidden")
                || (element.hasAttr("style") && isHidden(element.attr("style")));
    }

    private static boolean isHidden(String style) {
        String folded = style.toLowerCase(Locale.ROOT).replace(" ", "");
        return folded.contains("display:none") || folded.contains("visibility:hidden");
    }
}
