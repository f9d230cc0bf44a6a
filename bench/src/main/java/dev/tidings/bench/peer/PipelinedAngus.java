package dev.tidings.bench.peer;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/// Angus Mail that does not wait for the answers to MAIL and RCPT before it says DATA.
final class PipelinedAngus extends SMTPTransport {
    private Address[] recipients = {};
    private int unheard;

    PipelinedAngus(Session session, URLName url) {
        super(session, url);
    }

    @Override
    public synchronized void sendMessage(Message message, Address[] recipients) throws MessagingException {
        this.recipients = recipients;
        super.sendMessage(message, recipients);
    }

    @Override
    protected void mailFrom() throws MessagingException {
        sendCommand("MAIL FROM:<" + Mail.FROM + ">");
        unheard++;
    }

    @Override
    protected void rcptTo() throws MessagingException {
        for (Address recipient : recipients) {
            sendCommand("RCPT TO:" + normalizeAddress(recipient));
            unheard++;
        }
    }

    private static String normalizeAddress(Address address) {
        return "<" + ((jakarta.mail.internet.InternetAddress) address).getAddress() + ">";
    }

    /// The answer to the last command, after those that nobody has waited for.
    @Override
    protected int readServerResponse() throws MessagingException {
        for (; unheard > 0; unheard--) {
            int code = super.readServerResponse();
            if (code != 250) {
                throw new MessagingException("envelope refused: " + code);
            }
        }
        return super.readServerResponse();
    }
}
