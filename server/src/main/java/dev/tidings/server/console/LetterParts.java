package dev.tidings.server.console;

import dev.tidings.server.api.Asked;
import dev.tidings.server.api.Refusal;
import dev.tidings.transport.catcher.Letter;
import dev.tidings.transport.catcher.Letter.Attached;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// The parts of a mail that a page shows: its HTML for a frame, its source, its attachments.
///
/// The HTML is a stranger's. The frame it is shown in allows nothing, its own policy says so once more, and
/// what could lead elsewhere is taken out.
final class LetterParts {
    private static final String POLICY =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:;"
                    + " form-action 'none'; base-uri 'none'; frame-ancestors 'self'";
    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private final String root;
    private final Octets octets;

    /// Finds a mail (RFC 5322) for a request.
    @FunctionalInterface
    interface Octets {
        Optional<byte[]> of(Context context) throws Exception;
    }

    LetterParts(String root, Octets octets) {
        this.root = root;
        this.octets = octets;
    }

    void add(RoutesConfig routes) {
        routes.get(root + "/html", this::html);
        routes.get(root + "/source", this::source);
        routes.get(root + "/attachments/{place}", this::attachment);
    }

    private byte[] found(Context context) throws Exception {
        return octets.of(context).orElseThrow(() -> Refusal.unknown("mail", context.path()));
    }

    private void html(Context context) throws Exception {
        Letter letter = Letter.read(found(context));
        String html = letter.html().orElseThrow(() -> Refusal.unknown("HTML body in", "this mail"));
        context.header("Content-Security-Policy", POLICY)
                .header("X-Frame-Options", "SAMEORIGIN")
                .header("Referrer-Policy", "no-referrer")
                .contentType("text/html; charset=utf-8")
                .result(harmless(html, letter.attachments()));
    }

    private static String harmless(String html, List<Attached> attachments) {
        Document document = Jsoup.parse(html);
        document.select("script, base, link, iframe, frame, object, embed, meta[http-equiv]")
                .remove();
        for (Element picture : document.select("[src^=cid:]")) {
            String id = picture.attr("src").substring(4);
            attachments.stream()
                    .filter(each -> each.contentId().filter(id::equals).isPresent() && PICTURES.contains(each.type()))
                    .findFirst()
                    .ifPresent(each -> picture.attr("src", data(each)));
        }
        return document.outerHtml();
    }

    private static String data(Attached picture) {
        return "data:" + picture.type() + ";base64," + Base64.getEncoder().encodeToString(picture.content());
    }

    private void source(Context context) throws Exception {
        byte[] source = found(context);
        boolean save = context.queryParam("save") != null;
        context.contentType(save ? "message/rfc822" : "text/plain; charset=utf-8");
        if (save) {
            context.header("Content-Disposition", "attachment; filename=\"mail.eml\"");
        }
        context.header("Content-Security-Policy", POLICY).result(source);
    }

    private void attachment(Context context) throws Exception {
        List<Attached> all = Letter.read(found(context)).attachments();
        int place = (int) Asked.number("place", context.pathParam("place"), 1_000) - 1;
        if (place >= all.size()) {
            throw Refusal.unknown("attachment", context.pathParam("place"));
        }
        Attached attached = all.get(place);
        String name = URLEncoder.encode(attached.name(), StandardCharsets.UTF_8).replace("+", "%20");
        context.header("Content-Security-Policy", POLICY)
                .header("Content-Disposition", "attachment; filename*=UTF-8''" + name)
                .contentType("application/octet-stream")
                .result(attached.content());
    }
}
