package dev.tidings.smtp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What handing one message to a server came to.
public sealed interface Handover {
    /// The server decided. A positive reply at [Verb#END_OF_DATA] means that it took responsibility (RFC 5321
    /// §4.2.5); any other reply, and any reply at another verb, means that it did not.
    ///
    /// @param at      MAIL, RCPT, DATA, END_OF_DATA, or CONTENT when it interrupted us
    /// @param reply   the reply that holds for every recipient not named in `refused`
    /// @param refused the recipients that RCPT turned down on their own, in the envelope's order, and why
    record Answered(Verb at, Reply reply, Map<String, Reply> refused) implements Handover {
        public Answered {
            refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
        }

        /// The message is the server's now, for at least one recipient.
        public boolean isAccepted() {
            return at == Verb.END_OF_DATA && reply.isPositive();
        }
    }

    /// This server cannot take this message; found out before MAIL, so nothing was said.
    ///
    /// @param code what a server would have said: `5.1.3` ambiguous address, `5.3.4` too big, `5.6.3` 8-bit
    ///             content, `5.6.7` international address
    record Unfit(EnhancedCode code, String why) implements Handover {}

    /// The [Mailbag] said no, before what would have ended the message was written: nothing was accepted.
    record Withheld() implements Handover {}

    /// Its turn did not come: the server ended the conversation, or lost its place in it, before it could take
    /// this message. Nobody's fault; another conversation may carry it at once.
    record NotBegun(Break how) implements Handover {}

    /// The conversation broke before end-of-data: the server cannot have taken it (RFC 5321 §3.8: as a
    /// `451`).
    record Broken(Break how) implements Handover {}

    /// The conversation broke once the final dot may have been on its way and before its reply was heard: the
    /// server may or may not hold the message, and sending it again may send it twice (RFC 1047).
    record Uncertain(Break how) implements Handover {}
}
