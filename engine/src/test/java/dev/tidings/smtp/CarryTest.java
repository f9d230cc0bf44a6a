package dev.tidings.smtp;

import static dev.tidings.contracts.Act.drop;
import static dev.tidings.contracts.Act.say;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contracts.Act;
import dev.tidings.contracts.ReceivedMail;
import dev.tidings.contracts.Script;
import dev.tidings.contracts.ScriptedServer;
import dev.tidings.contracts.TestKeys;
import dev.tidings.mail.Body;
import dev.tidings.mail.Correspondents;
import dev.tidings.mail.Mailbox;
import dev.tidings.mail.Message;
import dev.tidings.mail.MessageId;
import dev.tidings.mime.DkimKey;
import dev.tidings.mime.DkimSigner;
import dev.tidings.mime.DkimVerdicts;
import dev.tidings.mime.Mime;
import dev.tidings.mime.SigningKey;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Many letters over one conversation: one by one, each envelope behind the dot before, and by a window of BDAT.
@Timeout(60)
final class CarryTest {
    private enum Way {
        STEP_BY_STEP(1),
        BEHIND_THE_DOT(1, "PIPELINING"),
        NO_WINDOW(1, "PIPELINING", "CHUNKING"),
        WINDOW(8, "PIPELINING", "CHUNKING"),
        SMALL_WINDOW(2, "PIPELINING", "CHUNKING");

        private final int window;
        private final String[] offers;

        Way(int window, String... offers) {
            this.window = window;
            this.offers = offers;
        }

        Script script() {
            return new Script().offering(offers);
        }

        boolean chunks() {
            return window > 1;
        }
    }

    /// A bag that remembers what came of each letter, by recipient.
    private static final class Bag implements Mailbag {
        private final String content;
        private final Deque<Letter> letters = new ArrayDeque<>();
        private final Map<String, Handover> outcomes = new LinkedHashMap<>();
        private final Set<String> withheld = new HashSet<>();
        private final List<String> armed = new ArrayList<>();
        private int inFlight;
        private int mostInFlight;

        Bag(String content, String... people) {
            this.content = content;
            Stream.of(people).map(this::letter).forEach(letters::add);
        }

        private Letter letter(String person) {
            return new Letter() {
                @Override
                public Envelope envelope() {
                    return new Envelope("reports@example.com", person + "@example.org");
                }

                @Override
                public byte[] content() {
                    return content.getBytes(UTF_8);
                }

                @Override
                public void handedOver(Handover what, List<Answer> answers) {
                    assertThat(outcomes.put(person, what)).isNull();
                    if (armed.contains(person)) {
                        inFlight--;
                    }
                }

                @Override
                public String toString() {
                    return person;
                }
            };
        }

        @Override
        public List<Letter> next(int most) {
            List<Letter> next = letters.stream().limit(most).toList();
            letters.removeAll(next);
            return next;
        }

        @Override
        public List<Letter> mayEnd(List<Letter> asked) {
            List<Letter> going = asked.stream()
                    .filter(each -> !withheld.contains(each.toString()))
                    .toList();
            going.forEach(each -> armed.add(each.toString()));
            inFlight += going.size();
            mostInFlight = Math.max(mostInFlight, inFlight);
            return going;
        }

        Map<String, String> outcomes() {
            Map<String, String> words = new LinkedHashMap<>();
            outcomes.forEach((person, what) -> words.put(
                    person,
                    switch (what) {
                        case Handover.Answered answered ->
                            answered.isAccepted()
                                    ? "accepted"
                                    : answered.at() + " " + answered.reply().code();
                        default -> what.getClass().getSimpleName();
                    }));
            return words;
        }
    }

    private static final String CONTENT = "Subject: x\r\n\r\n.dot\r\nbody\r\n";

    private static String[] people(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(each -> "p" + each).toArray(String[]::new);
    }

    private static SmtpSession open(ScriptedServer server) throws NoSession {
        return SmtpSession.open(SmtpSessionTest.at(server));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void everything_arrives_once_whole_and_in_order(Way way) throws NoSession {
        Bag bag = new Bag(CONTENT, people(50));
        try (ScriptedServer server = way.script().start();
                SmtpSession session = open(server)) {
            session.carry(bag, way.window);

            assertThat(bag.outcomes()).hasSize(50).containsValue("accepted");
            assertThat(Set.copyOf(bag.outcomes().values())).containsExactly("accepted");
            assertThat(server.mails())
                    .extracting(mail -> mail.to().getFirst())
                    .hasSize(50)
                    .doesNotHaveDuplicates();
            assertThat(server.mails()).extracting(ReceivedMail::text).containsOnly(CONTENT);
            assertThat(bag.mostInFlight).isLessThanOrEqualTo(way.window);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.commands()).filteredOn("RSET"::equals).hasSize(way.chunks() ? 49 : 0);
            assertThat(server.commands().stream().anyMatch(line -> line.startsWith("BDAT")))
                    .isEqualTo(way.chunks());
            assertThat(session.reusable()).isTrue();
        }
        assertThat(bag.armed).containsExactly(people(50));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void a_signature_holds_behind_it(Way way) throws Exception {
        List<DkimKey> keys = List.of(new DkimKey("example.com", "s1", SigningKey.parse(TestKeys.RSA_2048)));
        Message message = new Message(
                new MessageId("<1@example.com>"),
                OffsetDateTime.parse("2020-11-23T09:05:00+08:00"),
                Correspondents.of(Mailbox.parse("Reports <reports@example.com>"), Mailbox.parse("p1@example.org")),
                "销售日报",
                Body.text(".\n..\n.dot \n\n" + "您好".repeat(300) + "\n\n.\n\n\n"),
                List.of(),
                List.of());
        byte[] signed = new DkimSigner(keys)
                .sign(Mime.write(message), "example.com", message.date().toInstant());
        Bag bag = new Bag(new String(signed, UTF_8), people(3));
        try (ScriptedServer server = way.script().start();
                SmtpSession session = open(server)) {
            session.carry(bag, way.window);

            assertThat(server.mails()).hasSize(3);
            for (ReceivedMail mail : server.mails()) {
                assertThat(mail.content()).isEqualTo(signed);
                assertThat(DkimVerdicts.of(mail.content(), keys)).containsExactly(true);
            }
        }
    }

    @Test
    void a_window_keeps_several_in_flight() throws NoSession {
        Bag bag = new Bag(CONTENT, people(20));
        try (ScriptedServer server = Way.WINDOW.script().start();
                SmtpSession session = open(server)) {
            session.carry(bag, 8);
        }

        assertThat(bag.mostInFlight).isEqualTo(8);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void a_refused_recipient_costs_the_others_nothing(Way way) throws NoSession {
        Bag bag = new Bag(CONTENT, people(12));
        Script script = way.script()
                .forRecipient("p3@example.org", say("550 5.1.1 no p3"))
                .forRecipient("p4@example.org", say("451 4.7.1 later"))
                .forRecipient("p9@example.org", say("550 5.1.1 no p9"));
        try (ScriptedServer server = script.start()) {
            try (SmtpSession session = open(server)) {
                session.carry(bag, way.window);
                assertThat(session.reusable()).isTrue();
            }

            assertThat(bag.outcomes())
                    .containsEntry("p3", "RCPT 550")
                    .containsEntry("p4", "RCPT 451")
                    .containsEntry("p9", "RCPT 550");
            assertThat(bag.outcomes().values()).filteredOn("accepted"::equals).hasSize(9);
            assertThat(server.mails()).hasSize(9).extracting(ReceivedMail::to).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void what_is_withheld_is_not_taken_and_the_rest_goes_on_or_back(Way way) throws NoSession {
        Bag bag = new Bag(CONTENT, people(6));
        bag.withheld.add("p2");
        try (ScriptedServer server = way.script().start();
                SmtpSession session = open(server)) {
            session.carry(bag, way.window);

            assertThat(bag.outcomes()).containsEntry("p1", "accepted").containsEntry("p2", "Withheld");
            assertThat(server.mails()).extracting(mail -> mail.to().getFirst()).doesNotContain("p2@example.org");
            if (way.chunks()) {
                assertThat(bag.outcomes()).hasSize(6).containsEntry("p6", "accepted");
            } else {
                assertThat(bag.outcomes()).hasSize(2);
                assertThat(bag.letters).hasSize(4);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void a_line_that_breaks_at_the_end_leaves_uncertain_what_was_in_flight_only(Way way) throws NoSession {
        Bag bag = new Bag(CONTENT, people(20));
        try (ScriptedServer server =
                        way.script().always(Verb.END_OF_DATA, drop()).start();
                SmtpSession session = open(server)) {
            session.carry(bag, way.window);

            Set<String> armed = Set.copyOf(bag.armed);
            assertThat(armed).hasSize(way.window);
            bag.outcomes()
                    .forEach((person, what) ->
                            assertThat(what).isEqualTo(armed.contains(person) ? "Uncertain" : "NotBegun"));
            assertThat(bag.outcomes().size() + bag.letters.size()).isEqualTo(20);
            assertThat(session.reusable()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void a_server_that_leaves_between_two_letters_does_them_no_harm(Way way) throws NoSession {
        Bag bag = new Bag(CONTENT, people(5));
        Script script = way.script().forRecipient("p3@example.org", new Act.SayAndDrop("421 4.4.2 enough for today"));
        try (ScriptedServer server = script.start();
                SmtpSession session = open(server)) {
            session.carry(bag, way.window);

            assertThat(bag.outcomes())
                    .containsEntry("p1", "accepted")
                    .containsEntry("p2", "accepted")
                    .containsEntry("p3", "RCPT 421");
            assertThat(bag.outcomes().values())
                    .allMatch(what -> Set.of("accepted", "RCPT 421", "NotBegun").contains(what));
            assertThat(bag.outcomes().size() + bag.letters.size()).isEqualTo(5);
            assertThat(server.mails()).hasSize(2);
        }
    }

    /// Its answers to what came before have arrived by then, and what did not leave whole it cannot have taken.
    @Test
    void a_server_that_goes_while_it_is_written_to_leaves_nothing_uncertain_that_is_not() throws NoSession {
        Bag bag = new Bag("Subject: x\r\n\r\n" + "much to say\r\n".repeat(1_500_000), people(3));
        Script script = Way.WINDOW.script().forRecipient("p2@example.org", new Act.Reset());
        try (ScriptedServer server = script.start();
                SmtpSession session = open(server)) {
            session.carry(bag, 8);

            assertThat(bag.outcomes()).containsEntry("p1", "accepted").containsEntry("p2", "NotBegun");
            assertThat(bag.outcomes().values()).doesNotContain("Uncertain");
            assertThat(session.reusable()).isFalse();
            assertThat(server.mails()).hasSize(1);
        }
    }

    @Test
    void a_server_that_offers_chunking_and_does_not_know_it_takes_nothing_and_is_remembered() throws NoSession {
        Bag bag = new Bag("Subject: x\r\n\r\nRSET\r\nMAIL FROM:<evil@example.com>\r\n", people(3));
        try (ScriptedServer server = Way.WINDOW.script().deafToBdat().start();
                SmtpSession session = open(server)) {
            session.carry(bag, 8);

            assertThat(session.mishandlesChunking()).isTrue();
            assertThat(Set.copyOf(bag.outcomes().values())).containsExactly("NotBegun");
            assertThat(server.mails()).isEmpty();
            assertThat(session.reusable()).isFalse();
        }
    }

    @Test
    void line_ends_are_mended_before_their_length_is_said() throws NoSession {
        Bag bag = new Bag("Subject: x\n\rbody\r\r\n.\nend", "ann");
        try (ScriptedServer server = Way.WINDOW.script().start();
                SmtpSession session = open(server)) {
            session.carry(bag, 8);

            assertThat(server.mails())
                    .extracting(ReceivedMail::text)
                    .containsExactly("Subject: x\r\n\r\nbody\r\n\r\n.\r\nend");
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void what_the_server_cannot_take_is_said_before_anything_is_armed(Way way) throws NoSession {
        Bag bag = new Bag("Subject: x\r\n\r\n\u00e9\r\n", "ann");
        try (ScriptedServer server = way.script().start();
                SmtpSession session = open(server)) {
            session.carry(bag, way.window);

            assertThat(bag.outcomes()).containsEntry("ann", "Unfit");
            assertThat(bag.armed).isEmpty();
            assertThat(server.commands()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @Test
    void who_takes_a_message_whose_envelope_it_refused_leaves_it_uncertain() throws NoSession {
        Bag bag = new Bag(CONTENT, "ann", "ben");
        Script script =
                Way.WINDOW.script().always(Verb.MAIL, say("550 5.7.1 no")).takingAnyBdat();
        try (ScriptedServer server = script.start();
                SmtpSession session = open(server)) {
            session.carry(bag, 8);
        }

        assertThat(bag.outcomes()).containsEntry("ann", "Uncertain").containsEntry("ben", "Uncertain");
    }
}
