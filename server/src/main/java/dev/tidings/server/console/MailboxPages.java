package dev.tidings.server.console;

import dev.tidings.ledger.Page;
import dev.tidings.server.House;
import dev.tidings.server.api.Asked;
import dev.tidings.server.api.Refusal;
import dev.tidings.transport.catcher.Kept;
import dev.tidings.transport.catcher.Letter;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The mailbox of the catcher: mail that did not leave the house.
final class MailboxPages {
    private static final int MAILS = 50;

    private final House house;
    private final Pages pages;

    MailboxPages(House house, Pages pages) {
        this.house = house;
        this.pages = pages;
    }

    void add(RoutesConfig routes) {
        routes.get("/mailbox", this::list);
        routes.post("/mailbox/delete", this::delete);
        routes.get("/mailbox/{id}", this::one);
        new LetterParts("/mailbox/{id}", context -> house.catcher().octets(Asked.id(context))).add(routes);
    }

    private void list(Context context) {
        Page page = Asked.page(context, MAILS);
        Optional<String> words = Asked.text(context, "of");
        List<Kept> mails = words.map(of -> house.catcher().search(of, page))
                .orElseGet(() -> house.catcher().list(page));
        pages.show(
                context,
                "mailbox",
                "mailbox",
                "Catcher",
                Map.of(
                        "mails",
                        mails,
                        "of",
                        words.orElse(""),
                        "count",
                        house.catcher().count(),
                        "before",
                        mails.size() < page.most() ? "" : "" + mails.getLast().id()));
    }

    private void one(Context context) {
        long id = Asked.id(context);
        Kept kept = house.catcher().kept(id).orElseThrow(() -> Refusal.unknown("mail", "" + id));
        Map<String, Object> model = new HashMap<>(Map.of("it", kept, "parts", "/mailbox/" + id, "query", ""));
        house.catcher().octets(id).ifPresent(octets -> {
            model.put("letter", Letter.read(octets));
            model.put("size", octets.length);
        });
        pages.show(context, "mail", "mailbox", kept.subject(), model);
    }

    private void delete(Context context) throws IOException {
        Console.go(context, "/mailbox?said=deleted-" + house.catcher().deleteAll());
    }
}
