package dev.tidings.server.cli;

import dev.tidings.mail.Address;
import dev.tidings.server.Discovery;
import dev.tidings.server.answer.DeliveryAnswer;
import dev.tidings.server.answer.Explained;
import dev.tidings.server.answer.FailureList;
import dev.tidings.server.answer.NotificationLine;
import dev.tidings.server.answer.Status;
import java.time.InstantSource;
import java.util.List;
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

    /// Fires a notification now.
    ///
    /// @param only for this one address
    /// @throws Stop when there is no such notification, or nobody to send it
    Fired run(String notification, Optional<Address> only);

    /// What was fired.
    ///
    /// @param occurrence its id
    /// @param trace      which all of its mails carry
    record Fired(long occurrence, String trace) {}

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

    @Override
    void close();
}
