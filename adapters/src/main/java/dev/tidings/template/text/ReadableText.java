package dev.tidings.template.text;

import dev.tidings.compose.PlainText;
import org.jsoup.Jsoup;

/// HTML as a person would type it: what is hidden, styled or scripted is left out.
public final class ReadableText implements PlainText {
    @Override
    public String of(String html) {
        Page page = new Page();
        Jsoup.parse(html).body().traverse(new Reader(page));
        return page.finished();
    }
}
