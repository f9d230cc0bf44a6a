package dev.tidings.compose;

import dev.tidings.audience.Findings;
import dev.tidings.audience.Folder;
import dev.tidings.audience.Parameters;
import dev.tidings.audience.Recipient;
import dev.tidings.audience.SourceFailure;
import dev.tidings.audience.Sources;
import dev.tidings.compose.Composition.Composed;
import dev.tidings.compose.Composition.Unfit;
import dev.tidings.compose.Composition.Unready;
import dev.tidings.mail.Body;
import dev.tidings.mail.Header;
import dev.tidings.mail.Inline;
import dev.tidings.mime.DkimSigner;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Template;
import dev.tidings.notification.Template.Part;
import dev.tidings.notification.Workspace;
import dev.tidings.schedule.Timing;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Composes mail of one workspace. The same occurrence and recipient give the same octets every time, as long
/// as the data stays what it was. Several threads may compose at once.
public final class Composer {
    /// Whom no row gives a language gets everyone's template, with numbers and dates as they are written in
    /// English.
    private static final Locale FORMATS_OF_NO_LANGUAGE = Locale.ENGLISH;

    private final Workspace workspace;
    private final Sources sources;
    private final Renderer renderer;
    private final PlainText plainText;
    private final Limits limits;
    private final Stationery stationery;
    private final Map<String, Imprint> imprints = new ConcurrentHashMap<>();
    private final Leaving leaving;

    public Composer(Workspace workspace, Sources sources, TemplateEngine engine, PlainText plainText, Limits limits) {
        this(
                workspace,
                sources,
                engine,
                plainText,
                limits,
                LeaveLinks.of(workspace.settings().unsubscribing()));
    }

    /// @param links by which readers leave; empty where they cannot
    public Composer(
            Workspace workspace,
            Sources sources,
            TemplateEngine engine,
            PlainText plainText,
            Limits limits,
            Optional<LeaveLinks> links) {
        this.leaving = new Leaving(links, workspace.settings().rehearsal());
        this.workspace = workspace;
        this.sources = sources;
        this.renderer = engine.over(TemplateTexts.of(workspace));
        this.plainText = plainText;
        this.limits = limits;
        this.stationery = new Stationery(
                workspace.settings().rehearsal(),
                new DkimSigner(workspace.settings().dkim()),
                limits);
    }

    /// Composes the mails of some recipients of an occurrence, and holds them all.
    ///
    /// @return one composition for each addressee, in their order
    public List<Composition> compose(Notification notification, Occurrence occurrence, List<Addressee> addressees) {
        Sitting sitting = sit(notification, occurrence, addressees);
        return addressees.stream().map(sitting::compose).toList();
    }

    /// Reads what the mails of some recipients of an occurrence need: the attached files, and their data by
    /// one query per lookup.
    public Sitting sit(Notification notification, Occurrence occurrence, List<Addressee> addressees) {
        try {
            AttachedFiles files = AttachedFiles.read(new Folder(workspace.root()), notification, limits);
            Findings findings = findings(notification, occurrence, addressees);
            Imprint imprint = imprints.computeIfAbsent(notification.id(), _ -> Imprint.of(notification));
            Batch batch = new Batch(imprint, occurrence, files, new Model(notification, occurrence), findings);
            return addressee -> compose(batch, addressee);
        } catch (Unfitness unfitness) {
            return _ -> unfitness.answer();
        } catch (SourceFailure failure) {
            String why = String.valueOf(failure.getMessage());
            return _ -> failure.definite() ? new Unfit("data", why) : new Unready(why);
        } catch (RuntimeException mistake) {
            return _ -> new Unready("the data could not be read: " + mistake);
        }
    }

    private Findings findings(Notification notification, Occurrence occurrence, List<Addressee> addressees)
            throws SourceFailure {
        List<Recipient> people = addressees.stream().map(Addressee::recipient).toList();
        return Findings.gather(notification.content().data(), sources, Parameters.of(occurrence), people);
    }

    /// Whatever goes wrong concerns this one recipient: a value of a row that no calendar holds, a template
    /// that calls itself for ever.
    private Composition compose(Batch batch, Addressee addressee) {
        try {
            return composed(batch, addressee);
        } catch (RenderFailure failure) {
            return new Unfit("template", failure.toString());
        } catch (Unfitness unfitness) {
            return unfitness.answer();
        } catch (RuntimeException | StackOverflowError mistake) {
            return new Unfit("composing", mistake.toString());
        }
    }

    private Composed composed(Batch batch, Addressee addressee) throws RenderFailure, Unfitness {
        Recipient recipient = addressee.recipient();
        ZoneId zone = recipient
                .zone()
                .or(() -> batch.imprint.notification().timing().flatMap(Timing::zone))
                .orElse(workspace.settings().defaults().zone());
        Optional<URI> leave = leaving.link(batch.imprint.notification(), batch.occurrence, addressee);
        Map<String, @Nullable Object> model = batch.model.of(addressee, leave, batch.findings.of(recipient), zone);
        Draft draft = draft(batch, recipient.locale(), model).check(limits);
        return stationery.write(draft, batch.imprint, batch.occurrence, addressee, leave, zone);
    }

    private Draft draft(Batch batch, Optional<Locale> language, Map<String, @Nullable Object> model)
            throws RenderFailure, Unfitness {
        Template template = batch.imprint.notification().content().template();
        Locale formats = language.orElse(FORMATS_OF_NO_LANGUAGE);
        Locale variant = language.orElse(Locale.ROOT);
        String subject = rendered(template, Part.SUBJECT, variant, formats, model)
                .orElseThrow(() -> new Unfitness("subject", "the template has none for " + variant.toLanguageTag()));
        Optional<String> html = rendered(template, Part.HTML, variant, formats, model);
        Optional<String> text = rendered(template, Part.TEXT, variant, formats, model);
        if (html.isEmpty() && text.isEmpty()) {
            throw new Unfitness("body", "the template has none for " + variant.toLanguageTag());
        }
        AttachedFiles.Named files = batch.files.named(renderer, formats, model);
        List<Inline> pictures = html.isEmpty() ? List.of() : Pictures.shown(html.get(), files.inside());
        Body body = new Body(text.orElseGet(() -> plainText.of(html.orElseThrow())), html, pictures);
        List<Header> headers = batch.imprint.headers(renderer, formats, model);
        return new Draft(subject.strip(), body, files.beside(), headers);
    }

    private Optional<String> rendered(
            Template template, Part part, Locale variant, Locale formats, Map<String, @Nullable Object> model)
            throws RenderFailure {
        Optional<String> path = template.path(part, variant);
        if (part == Part.HTML && path.isPresent() && !path.get().endsWith(".html")) {
            // only these are escaped
            throw new RenderFailure(path.get(), 0, "an HTML body stands in a file that ends in .html");
        }
        return path.isEmpty() ? Optional.empty() : Optional.of(renderer.render(path.get(), formats, model));
    }

    /// What all mails of one sitting have in common.
    private record Batch(Imprint imprint, Occurrence occurrence, AttachedFiles files, Model model, Findings findings) {}
}
