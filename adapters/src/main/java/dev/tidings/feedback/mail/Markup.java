package dev.tidings.feedback.mail;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/// The words of HTML, a line for each of its blocks.
final class Markup implements NodeVisitor {
    private final StringBuilder words = new StringBuilder();

    private Markup() {}

    static String text(String html) {
        Markup markup = new Markup();
        Jsoup.parse(html).body().traverse(markup);
        return markup.words.toString();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode text) {
            words.append(Text.oneLine(text.getWholeText())).append(' ');
        } else if (breaks(node)) {
            words.append('\n');
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (breaks(node)) {
            words.append('\n');
        }
    }

    private static boolean breaks(Node node) {
        return node instanceof Element element && (element.isBlock() || element.nameIs("br"));
    }
}
