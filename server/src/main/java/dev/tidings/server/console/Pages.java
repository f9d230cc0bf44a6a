package dev.tidings.server.console;

import dev.tidings.notification.Settings;
import dev.tidings.notification.StoreSpec;
import dev.tidings.server.House;
import dev.tidings.server.answer.Shown;
import io.javalin.http.Context;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills the templates. What they insert is escaped; a name they do not know is a mistake, not a blank.
final class Pages {
    private static final Pattern SAID = Pattern.compile("([a-z]+)(?:-(\\d{1,9}))?");

    private final House house;
    private final Assets assets;
    private final PebbleEngine pebble;

    Pages(House house, Assets assets) {
        this.house = house;
        this.assets = assets;
        ClasspathLoader loader = new ClasspathLoader(Pages.class.getClassLoader());
        loader.setPrefix("dev/tidings/server/console/");
        loader.setSuffix(".html");
        this.pebble = new PebbleEngine.Builder()
                .loader(loader)
                .autoEscaping(true)
                .strictVariables(true)
                .extension(new Wording())
                .build();
    }

    /// @param here  the part of the house a page belongs to, marked in the menu
    /// @param title of the page
    void show(Context context, String template, String here, String title, Map<String, Object> model) {
        Settings settings = house.tidings().workspace().settings();
        Map<String, Object> all = new HashMap<>(model);
        all.put("here", here);
        all.put("title", title);
        all.put("now", house.clock().instant());
        all.put("zone", settings.defaults().zone());
        all.put("houseZone", settings.defaults().zone().getId());
        all.put("stage", settings.rehearsal().stage().word());
        all.put(
                "testMailbox",
                settings.rehearsal().testMailbox().map(Object::toString).orElse(""));
        all.put("shared", settings.store() instanceof StoreSpec.Shared);
        all.put("node", house.tidings().node());
        all.put("problemCount", house.tidings().problems().size());
        all.put("assets", assets.root());
        all.put("form", Optional.ofNullable(context.<String>attribute("form")).orElse(""));
        all.put("said", said(context));
        StringWriter page = new StringWriter();
        try {
            pebble.getTemplate(template).evaluate(page, all);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        context.contentType("text/html; charset=utf-8").result(Shown.clean(page.toString()));
    }

    /// What the request before this one did, as a sentence.
    private static String said(Context context) {
        Matcher said =
                SAID.matcher(Optional.ofNullable(context.queryParam("said")).orElse(""));
        if (!said.matches()) {
            return "";
        }
        String count = Optional.ofNullable(said.group(2)).orElse("0");
        String mails = count.equals("1") ? "1 mail" : count + " mails";
        return switch (said.group(1)) {
            case "retried" ->
                count.equals("0")
                        ? "Nobody was put back to be sent: a row that makes no recipient has nobody to be sent to, and a suppressed address must not be mailed."
                        : mails + " put back to be sent.";
            case "skipped" -> mails + " will not be sent.";
            case "cancelled" -> mails + " cancelled.";
            case "suppressed" ->
                count.equals("0") ? "That is on record already." : "This address gets no such mail any more.";
            case "lifted" -> "It is lifted; the next mail reaches this address again.";
            case "imported" -> (count.equals("1") ? "1 address" : count + " addresses") + " suppressed from the list.";
            case "deleted" -> mails + " thrown away.";
            case "opened" -> "The road is open again.";
            case "draining" -> "It takes nothing more; what is under way ends first.";
            case "stopped" -> "It is stopped: nothing of it goes out before somebody lets it go on.";
            case "goes" -> "It goes on; whoever waited is due as before.";
            case "resumed" -> "It takes work again.";
            case "listening" -> "What is said to the mail server will be written down, and shown on the mails' pages.";
            case "silent" -> "Nothing more of what is said is written down.";
            case "tried" -> "The next mail tries the road; how that went shows here.";
            case "reloaded" -> "The workspace was read again and is in force.";
            case "refused" ->
                "The workspace was read again and has problems; what was in force stays, and no edit is taken up until they are mended.";
            default -> "";
        };
    }
}
