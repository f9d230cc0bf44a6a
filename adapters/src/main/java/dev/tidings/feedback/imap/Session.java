package dev.tidings.feedback.imap;

import dev.tidings.feedback.imap.Failure.Kind;
import dev.tidings.notification.MailboxSpec;
import dev.tidings.notification.MailboxSpec.Then;
import dev.tidings.notification.OauthSpec;
import dev.tidings.smtp.TokenSource;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.UID;

/// A stay at one mailbox, signed in. Messages are called by their UID alone: numbers change while we speak.
final class Session implements AutoCloseable {
    /// What is longer is read by its beginning.
    static final int MESSAGE_MAX = 10_000_000;

    /// Fetched of each message of a group at first: nearly all of those that come back are shorter.
    static final int BEGINNING = 64 * 1024;

    private static final int PORTION = 1024 * 1024;
    private static final long AROUND = 16 * 1024;
    private static final long NUMBERS = 16 * 1024 * 1024;

    private final Connection connection;
    private final Dialogue dialogue;
    private final Idling idling;
    private long uidValidity;
    private long uidNext = Long.MAX_VALUE;

    private Session(Connection connection, Dialogue dialogue, Pace pace) {
        this.connection = connection;
        this.dialogue = dialogue;
        this.idling = new Idling(connection, dialogue, pace);
    }

    /// Connects, secures, signs in and selects the folder.
    ///
    /// @throws Failure with the reason; nothing is left open then
    static Session open(MailboxSpec spec, Function<OauthSpec, TokenSource> tokens, Pace pace) throws Failure {
        Connection connection = Greeting.open(spec.server(), pace);
        boolean opened = false;
        try {
            Dialogue dialogue = new Dialogue(connection);
            dialogue.step(dialogue.imap()::capability);
            new SignIn(dialogue, connection, tokens).run(spec.signIn());
            dialogue.step(dialogue.imap()::capability); // some offer more to those they know
            Session session = new Session(connection, dialogue, pace);
            session.introduce();
            session.select(spec);
            opened = true;
            return session;
        } finally {
            if (!opened) {
                connection.close();
            }
        }
    }

    /// Some providers let nobody select a folder who has not said what program they are (RFC 2971).
    private void introduce() throws Failure {
        IMAPProtocol imap = dialogue.imap();
        if (imap.hasCapability("ID")) {
            dialogue.step(() -> imap.id(Map.of("name", "Tidings")));
        }
    }

    private void select(MailboxSpec spec) throws Failure {
        String command = spec.then() instanceof Then.Keep ? "EXAMINE" : "SELECT";
        try {
            for (Response each : dialogue.ask(command, spec.folder())) {
                uidValidity = code(each, "UIDVALIDITY").orElse(uidValidity);
                uidNext = code(each, "UIDNEXT").orElse(uidNext);
            }
        } catch (Failure failure) {
            throw failure.kind() == Kind.REFUSED
                    ? new Failure(Kind.LOCKED_OUT, "the folder cannot be opened: " + failure.why())
                    : failure;
        }
    }

    private static Optional<Long> code(Response response, String name) {
        String text = response.toString();
        String beginning = "* OK [" + name + " ";
        if (!response.isUnTagged() || !text.regionMatches(true, 0, beginning, 0, beginning.length())) {
            return Optional.empty();
        }
        String number = text.substring(beginning.length()).replaceFirst("\\D.*", "");
        return number.matches("\\d{1,18}") ? Optional.of(Long.valueOf(number)) : Optional.empty();
    }

    /// Before its first message, in the numbering that its UIDs belong to now.
    Place beginning() {
        return Place.before(uidValidity);
    }

    /// Whether a place is one of this mailbox, as it was numbered when we came. One that lies behind all that
    /// there are is not: a server that was set up again may have forgotten to say that its numbers are others.
    boolean knows(Place place) {
        return place.validity() == beginning().validity() && place.uid() < uidNext;
    }

    /// The messages behind one, in order.
    List<Long> after(long uid) throws Failure {
        idling.end();
        dialogue.look();
        List<Long> after = new ArrayList<>();
        for (Response each : dialogue.ask("UID SEARCH UID " + (uid + 1) + ":*", NUMBERS)) {
            if (each instanceof IMAPResponse response && response.keyEquals("SEARCH")) {
                for (long found = response.readLong(); found != -1; found = response.readLong()) {
                    after.add(found);
                }
            }
        }
        // the last message is always among them: `*` is its number
        return after.stream().filter(each -> each > uid).sorted().distinct().toList();
    }

    /// The beginnings of these messages, as far as they are still there. None counts as read by that.
    List<Found> fetch(List<Long> uids) throws Failure {
        String command = "UID FETCH " + set(uids) + " (UID INTERNALDATE BODY.PEEK[]<0." + BEGINNING + ">)";
        return Arrays.stream(dialogue.ask(command, uids.size() * (BEGINNING + AROUND)))
                .flatMap(each -> found(each).stream())
                .filter(each -> uids.contains(each.uid()))
                .toList();
    }

    /// All octets of a message, up to [#MESSAGE_MAX].
    byte[] whole(Found beginning) throws Failure {
        if (beginning.octets().length < BEGINNING) {
            return beginning.octets();
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream(2 * PORTION);
        octets.writeBytes(beginning.octets());
        int wanted = 0;
        for (int last = 0; last == wanted && octets.size() < MESSAGE_MAX; ) {
            wanted = Math.min(PORTION, MESSAGE_MAX - octets.size());
            byte[] portion = portion(beginning.uid(), octets.size(), wanted);
            last = portion.length;
            octets.writeBytes(portion);
        }
        return octets.toByteArray();
    }

    private byte[] portion(long uid, int from, int most) throws Failure {
        String command = "UID FETCH " + uid + " (UID BODY.PEEK[]<" + from + "." + most + ">)";
        return Arrays.stream(dialogue.ask(command, most + AROUND))
                .flatMap(each -> found(each).stream())
                .filter(each -> each.uid() == uid)
                .map(Found::octets)
                .findFirst()
                .orElse(new byte[0]);
    }

    private static Optional<Found> found(Response response) {
        if (!(response instanceof FetchResponse fetched)) {
            return Optional.empty();
        }
        UID uid = fetched.getItem(UID.class);
        BODY body = fetched.getItem(BODY.class);
        if (uid == null || body == null) {
            return Optional.empty();
        }
        INTERNALDATE at = fetched.getItem(INTERNALDATE.class);
        Date date = at == null ? null : at.getDate();
        ByteArray octets = body.getByteArray();
        return Optional.of(new Found(
                uid.uid,
                date == null ? Instant.MAX : date.toInstant(),
                octets == null ? new byte[0] : octets.getNewBytes()));
    }

    /// Counts messages as read.
    void see(List<Long> uids) throws Failure {
        dialogue.ask("UID STORE " + set(uids) + " +FLAGS.SILENT (\\Seen)");
    }

    /// Removes messages. Where the server cannot remove single ones (RFC 4315), they are marked only: others
    /// may have marked something too, and mean to look at it again.
    void delete(List<Long> uids) throws Failure {
        dialogue.ask("UID STORE " + set(uids) + " +FLAGS.SILENT (\\Deleted)");
        if (dialogue.imap().hasCapability("UIDPLUS")) {
            dialogue.ask("UID EXPUNGE " + set(uids));
        }
    }

    /// Moves messages to a folder, which is made where it is missing.
    void move(List<Long> uids, String folder) throws Failure {
        try {
            moveThere(uids, folder);
        } catch (Failure failure) {
            if (failure.kind() != Kind.REFUSED || !failure.why().contains("TRYCREATE")) {
                throw failure;
            }
            dialogue.ask("CREATE", folder);
            moveThere(uids, folder);
        }
    }

    private void moveThere(List<Long> uids, String folder) throws Failure {
        if (dialogue.imap().hasCapability("MOVE")) {
            dialogue.ask("UID MOVE " + set(uids), folder);
        } else {
            dialogue.ask("UID COPY " + set(uids), folder);
            delete(uids);
        }
    }

    private static String set(List<Long> uids) {
        return uids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /// Whether the server tells of what is new.
    boolean tells() {
        return dialogue.imap().hasCapability("IDLE");
    }

    Idling idling() {
        return idling;
    }

    @Override
    public void close() {
        connection.close();
    }
}
