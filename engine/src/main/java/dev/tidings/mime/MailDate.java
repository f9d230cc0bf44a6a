package dev.tidings.mime;

import java.time.OffsetDateTime;

/// `Mon, 23 Nov 2026 09:00:00 +0800` (RFC 5322 §3.3).
final class MailDate {
    private static final String[] DAYS = {"Mon, ", "Tue, ", "Wed, ", "Thu, ", "Fri, ", "Sat, ", "Sun, "};
    private static final String[] MONTHS = {
        " Jan ", " Feb ", " Mar ", " Apr ", " May ", " Jun ", " Jul ", " Aug ", " Sep ", " Oct ", " Nov ", " Dec "
    };

    private MailDate() {}

    static void write(OffsetDateTime date, Octets out) {
        out.add(DAYS[date.getDayOfWeek().getValue() - 1]);
        twoDigits(date.getDayOfMonth(), out);
        out.add(MONTHS[date.getMonthValue() - 1]);
        twoDigits(date.getYear() / 100, out);
        twoDigits(date.getYear() % 100, out);
        out.add(' ');
        twoDigits(date.getHour(), out);
        out.add(':');
        twoDigits(date.getMinute(), out);
        out.add(':');
        twoDigits(date.getSecond(), out);
        offset(date.getOffset().getTotalSeconds() / 60, out);
    }

    private static void offset(int minutes, Octets out) {
        out.add(minutes < 0 ? " -" : " +");
        twoDigits(Math.abs(minutes) / 60, out);
        twoDigits(Math.abs(minutes) % 60, out);
    }

    private static void twoDigits(int number, Octets out) {
        out.add((char) ('0' + number / 10)).add((char) ('0' + number % 10));
    }
}
