package dev.tidings.feedback.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.feedback.Report;

/// Messages as somebody typed them, and what is read of them.
final class Messages {
    private Messages() {}

    static Report read(String message) {
        return new MessageReader().read(message.getBytes(UTF_8));
    }

    /// A delivery report with these fields about recipients.
    static String report(String recipients) {
        return """
                Return-Path: <>
                Delivered-To: bounces+t0k3n@example.org
                From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
                To: bounces+t0k3n@example.org
                Subject: Undelivered Mail Returned to Sender
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"

                This is a MIME-encapsulated message.

                --=_b
                Content-Type: text/plain; charset=us-ascii

                This is the mail system at host mx.example.net.

                --=_b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.net
                Original-Envelope-Id: 7f3a91
                Arrival-Date: Thu, 26 Nov 2026 09:00:00 +0000

                %s
                --=_b
                Content-Type: message/rfc822

                Return-Path: <bounces+t0k3n@example.org>
                Received: by mail.example.org; Thu, 26 Nov 2026 08:59:58 +0000
                From: Reports <reports@example.org>
                To: Ann <ann@example.com>
                Subject: Weekly report
                Message-ID: <7f3a91.1@example.org>
                X-Tidings-Trace: 7f3a91c2

                Hello Ann
                --=_b--
                """.formatted(recipients);
    }

    /// Words alone, from a mailer daemon.
    static String words(String words) {
        return """
                Return-Path: <>
                From: MAILER-DAEMON@mx.example.net
                To: reports@example.org
                Subject: failure notice

                """ + words;
    }
}
