package dev.tidings.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.audience.Copies;
import dev.tidings.audience.Drawn;
import dev.tidings.audience.Parameters;
import dev.tidings.audience.Recipient;
import dev.tidings.audience.Roll;
import dev.tidings.audience.Row;
import dev.tidings.audience.Source;
import dev.tidings.audience.SourceFailure;
import dev.tidings.audience.Sources;
import dev.tidings.compose.Composition.Composed;
import dev.tidings.compose.Composition.Unfit;
import dev.tidings.contracts.BracesTemplates;
import dev.tidings.contracts.RowsInMemory;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.SourceSpec;
import dev.tidings.notification.Workspace;
import dev.tidings.workspace.Problem;
import dev.tidings.workspace.WorkspaceReader;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// A notification as somebody writes it, and the mails that come of it, copies included, as Angus Mail reads them.
final class Written {
    private static final Instant DUE = Instant.parse("2026-11-23T01:00:00Z");

    private final Path root;
    private Optional<String> only = Optional.empty();
    private Sources sources = _ -> Optional.empty();

    Written(Path root) {
        this.root = root;
        file("tidings.yaml", "from: \"Tidings <no-reply@example.com>\"");
    }

    Written file(String path, String text) {
        try {
            Files.createDirectories(root.resolve(path).getParent());
            Files.writeString(root.resolve(path), text);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Written notification(String yaml) {
        return file("notifications/weekly.yaml", yaml);
    }

    /// People of a source: `audience: { source: crm, query: people, … }`.
    Written people(Row... rows) {
        Source crm = new RowsInMemory("crm", Map.of("people", List.of(rows)), SourceSpec.Limits.USUAL);
        sources = _ -> Optional.of(crm);
        return file("tidings.yaml", """
                from: "Tidings <no-reply@example.com>"
                sources: { crm: { http: "https://crm.example.com/" } }
                """);
    }

    /// In stage test.
    Written rehearsed() {
        return file("tidings.yaml", """
                from: "Tidings <no-reply@example.com>"
                stage: test
                test-mailbox: qa@example.com
                transports: { main: { smtp: "smtp://relay.example.com" } }
                """);
    }

    /// Run for one address alone.
    Written onlyFor(String address) {
        only = Optional.of(address);
        return this;
    }

    record Mail(Recipient recipient, Composition composition) {
        Composed composed() {
            assertThat(composition).isInstanceOf(Composed.class);
            return (Composed) composition;
        }

        Unfit unfit() {
            assertThat(composition).isInstanceOf(Unfit.class);
            return (Unfit) composition;
        }

        MimeMessage read() {
            try {
                return new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(composed().content()));
            } catch (MessagingException unreadable) {
                throw new AssertionError(unreadable);
            }
        }

        /// As Angus Mail has it, folds and all; empty where there is none.
        List<String> header(String name) {
            try {
                return Optional.ofNullable(read().getHeader(name)).map(List::of).orElse(List.of());
            } catch (MessagingException unreadable) {
                throw new AssertionError(unreadable);
            }
        }

        /// The names of all its header fields, in order.
        List<String> names() {
            try {
                return Collections.list(read().getAllHeaders()).stream()
                        .map(Header::getName)
                        .toList();
            } catch (MessagingException unreadable) {
                throw new AssertionError(unreadable);
            }
        }
    }

    Workspace workspace() {
        var reading = new WorkspaceReader(_ -> null).read(root);
        assertThat(reading.problems()).isEmpty();
        return reading.workspace().orElseThrow();
    }

    /// What an inspection of its templates finds.
    List<Problem> inspected() {
        return new TemplateInspection(new BracesTemplates()).inspect(workspace());
    }

    List<Mail> mails() {
        return mails(new BracesTemplates());
    }

    List<Mail> mails(TemplateEngine engine) {
        Workspace workspace = workspace();
        Notification notification = workspace.notification("weekly").orElseThrow();
        Occurrence occurrence = new Occurrence(
                1,
                new Occurrence.Key("weekly", DUE, Cause.SCHEDULE),
                workspace.settings().rehearsal().stage(),
                notification.revision(),
                new Occurrence.Period(DUE, DUE),
                DUE,
                only);
        List<Recipient> recipients = recipients(notification, occurrence);
        List<Composition> compositions = new Composer(
                        workspace, sources, engine, html -> "[" + html + "]", Limits.USUAL)
                .compose(
                        notification,
                        occurrence,
                        recipients.stream()
                                .map(each -> new Addressee(each, DUE))
                                .toList());
        List<Mail> mails = new ArrayList<>();
        for (int i = 0; i < recipients.size(); i++) mails.add(new Mail(recipients.get(i), compositions.get(i)));
        return mails;
    }

    private List<Recipient> recipients(Notification notification, Occurrence occurrence) {
        Copies copies = Copies.of(notification.deliver().correspondence());
        List<Recipient> recipients = new ArrayList<>();
        try (Roll roll = Roll.of(notification.audience(), sources, Parameters.of(occurrence))) {
            for (Drawn drawn : roll.next(100)) {
                if (!(drawn instanceof Drawn.Person(Recipient person))) continue;
                recipients.add(person);
                copies.of(person).forEach(copy -> {
                    if (copy instanceof Drawn.Person(Recipient copied)) recipients.add(copied);
                });
            }
        } catch (SourceFailure failure) {
            throw new AssertionError(failure);
        }
        return recipients;
    }
}
