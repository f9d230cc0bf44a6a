package dev.tidings.server.cli;

import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Suppression.Act;
import dev.tidings.deliver.Suppression.Reason;
import dev.tidings.ledger.History.Told;
import dev.tidings.ledger.History.Which;
import dev.tidings.mail.Address;
import dev.tidings.server.Discovery;
import dev.tidings.server.answer.DeliveryAnswer;
import dev.tidings.server.answer.Explained;
import dev.tidings.server.answer.FailureList;
import dev.tidings.server.answer.NodeList;
import dev.tidings.server.answer.NotificationLine;
import dev.tidings.server.answer.ReturnedList;
import dev.tidings.server.answer.Returns;
import dev.tidings.server.answer.Status;
import dev.tidings.server.answer.StopAnswer;
import dev.tidings.server.answer.SuppressionList;
import dev.tidings.server.answer.TranscriptAnswer;
import dev.tidings.server.answer.WantedAnswer;
import dev.tidings.server.suppression.CsvImport.Imported;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where questions are asked and decisions told: the server that runs the workspace, or the workspace's
/// store.
sealed interface Desk extends AutoCloseable permits ServerDesk, StoreDesk {

    /// The server's where one runs, else the store's.
    ///
    /// @throws Stop when neither can be had
    static Desk of(WorkspaceOption workspace, InstantSource clock) {
        return Discovery.read(workspace.root())
                .<Desk>map(ServerDesk::new)
                .orElseGet(() -> StoreDesk.open(workspace, clock));
    }

    /// Who answers, for people.
    String who();

    Status status();

    /// The latest `most` of them.
    FailureList failures(int most);

    /// What became of a mail, or of all mail to somebody.
    ///
    /// @param of an address, a Message-ID, a trace id or a delivery's id
    Explained explain(String of);

    /// What was said at a mail's attempts, where that was taken down and is kept, oldest first.
    ///
    /// @throws Stop when there is no such mail
    List<TranscriptAnswer> transcripts(long delivery);

    /// Whose conversations are written down from now on.
    List<WantedAnswer> listening();

    /// Has conversations written down for a time.
    ///
    /// @throws Stop when there is no such transport or notification, or no server
    WantedAnswer listen(Optional<String> transport, Optional<String> notification, Optional<Address> to, Duration time);

    /// Has the next attempt of a mail written down.
    ///
    /// @throws Stop when there is no such mail, or no server
    WantedAnswer listen(long delivery);

    /// Writes down nothing more.
    ///
    /// @return how many wishes end
    int listenNoMore();

    /// All notifications in force, by id.
    List<NotificationLine> notifications();

    /// One mail.
    Optional<DeliveryAnswer> delivery(long id);

    /// Lets traffic onto a closed road again.
    ///
    /// @throws Stop when there is no such road, or no server
    void open(String road);

    /// Lets one mail find out whether a closed road can be gone again.
    ///
    /// @throws Stop when there is no such road, or no server
    void tryOut(String road);

    /// Who works from the ledger.
    NodeList nodes();

    /// Has a node take nothing more.
    ///
    /// @throws Stop when no such node is alive
    void drain(String node);

    /// Has a node work again.
    ///
    /// @throws Stop when no such node is alive
    void resume(String node);

    /// Fires a notification now.
    ///
    /// @param only for this one address
    /// @throws Stop when there is no such notification, or nobody to send it
    Fired run(String notification, Optional<Address> only);

    /// What was fired.
    ///
    /// @param occurrence its id
    /// @param trace      which all of its mails carry
    /// @param stopped    why nothing of it goes out for now; null unless it is stopped
    /// @param suppressed why the one address gets none of it; null unless it is suppressed
    record Fired(long occurrence, String trace, Optional<String> stopped, Optional<String> suppressed) {}

    /// Lets nothing more of a notification go out.
    ///
    /// @throws Stop when there is no such notification, or it is stopped already
    StopAnswer stop(String notification, String why);

    /// Lets it go on.
    ///
    /// @throws Stop when it is not stopped
    void goOn(String notification);

    /// The latest `most` of what others told of mails.
    ReturnedList returned(Told told, int most);

    /// How much came back within 30 days.
    Returns returns();

    /// Puts these back to be sent, where that can be.
    ///
    /// @return how many
    int retry(List<Long> deliveries);

    /// Puts everyone of an occurrence back to be sent who failed or is held.
    ///
    /// @return how many
    int retryAll(long occurrence);

    /// Decides against these, where that can be.
    ///
    /// @return how many
    int skip(List<Long> deliveries);

    /// Suppressions, newest first.
    ///
    /// @param beginning of the address; all when empty
    SuppressionList suppressions(String beginning, Which which, int most);

    /// Keeps mail from an address.
    ///
    /// @throws Stop when there is no such notification
    Changed suppress(Suppression suppression);

    /// @param added   how many are new on record
    /// @param leftOut how many waiting mails are suppressed now, by notification
    record Changed(int added, Map<String, Integer> leftOut) {}

    /// Keeps mail from all addresses of a CSV file.
    ///
    /// @param reason where a row says none
    Imported suppressAll(Path list, Reason reason, Act act);

    /// Ends a suppression.
    void lift(long suppression, Act act);

    /// Writes all that hold, as CSV.
    void export(PrintWriter out);

    /// Whom of these not to mail, by [Suppression#key(Address)].
    Map<String, Suppression> notToMail(String notification, Collection<Address> addresses);

    @Override
    void close();
}
