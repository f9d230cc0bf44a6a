package dev.tidings.server.answer;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// How much came back of what was handed over, and what of it is about us. A mail that was sent once more counts once
/// more. The test mailbox's own mail has no share in rates, but what it tells about us is told.
///
/// @param aboutUs       what is about who sends and what is sent, the most frequent first
/// @param notifications of whose mail something came back, the most first; the same for transports and domains
public record Returns(
        Instant since, List<AboutUs> aboutUs, List<Rate> notifications, List<Rate> transports, List<Rate> domains) {

    private static final double SMALLEST = 0.01;

    /// @param name       of the notification, transport or domain
    /// @param handedOver how often its live mail was handed over; 0 where that is not known any more
    /// @param bounced    how many of them came back
    /// @param complained of how many their readers complained
    public record Rate(String name, long handedOver, long bounced, long complained) {
        long returned() {
            return bounced + complained;
        }

        public String bouncedShare() {
            return share(bounced);
        }

        public String complainedShare() {
            return share(complained);
        }

        /// `1.25 %`; empty where nobody can say.
        private String share(long count) {
            if (handedOver == 0) {
                return "";
            }
            double share = count * 100.0 / handedOver;
            return count > 0 && share < SMALLEST ? "< 0.01 %" : String.format(Locale.ROOT, "%.2f %%", share);
        }
    }

    /// Mail that came back for one reason that the recipients can do nothing about.
    ///
    /// @param reason in Sisimai's word
    /// @param means  the same in a sentence
    /// @param advice what to do about it
    /// @param where  the most first
    public record AboutUs(String reason, String means, String advice, long count, List<Where> where) {}

    /// @param transport that had handed it over
    /// @param domain    the recipients'
    public record Where(String transport, String domain, long count) {}
}
