package dev.tidings.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notification.Secret;
import dev.tidings.notification.Settings.Unsubscribing;
import dev.tidings.notification.Unsubscribe;
import dev.tidings.notification.Workspace;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnsubscribeReaderTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private Desk desk;

    @BeforeEach
    void lay_out(@TempDir Path root) {
        desk = new Desk(root);
        desk.write("notifications/n.yaml", """
                to: ann@example.com
                subject: Hi
                text: Hello
                deliver: { unsubscribe: one-click }
                """);
    }

    private void house(String more) {
        desk.write("tidings.yaml", Desk.HOUSE + more);
    }

    private Workspace read() {
        return desk.read().workspace().orElseThrow(() -> new AssertionError(Desk.said(desk.read())));
    }

    @Test
    void a_notification_can_be_left_where_readers_reach_us() {
        house("web: { public: \"https://mail.example.com/\" }");

        assertThat(read().notification("n").orElseThrow().deliver().unsubscribe())
                .isEqualTo(Unsubscribe.ONE_CLICK);
        assertThat(read().settings().unsubscribing())
                .isEqualTo(new Unsubscribing(Optional.of(URI.create("https://mail.example.com")), List.of()));
    }

    @Test
    void keys_are_one_or_a_list_in_order() {
        desk.environment.put("NEW", KEY + "1");
        house("web: { public: \"https://a.example\" }\nunsubscribe-key: [ \"${NEW}\", \"" + KEY + "\" ]");

        assertThat(read().settings().unsubscribing().keys()).containsExactly(new Secret(KEY + "1"), new Secret(KEY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8025", "http://localhost:8025", "http://[::1]:8025"})
    void this_machine_is_reached_in_clear_text_for_trying(String address) {
        house("web: { public: \"" + address + "\" }");

        assertThat(read().settings().unsubscribing().address()).contains(URI.create(address));
    }

    @Test
    void another_address_is_another_revision_of_those_that_can_be_left() {
        desk.write("notifications/m.yaml", "to: ann@example.com\nsubject: Hi\ntext: Hello\n");
        house("web: { public: \"https://a.example\" }");
        Workspace before = read();
        house("web: { public: \"https://b.example\" }");

        assertThat(read().notification("n").orElseThrow().revision())
                .isNotEqualTo(before.notification("n").orElseThrow().revision());
        assertThat(read().notification("m").orElseThrow().revision())
                .isEqualTo(before.notification("m").orElseThrow().revision());
    }

    @Test
    void a_key_that_is_not_at_hand_is_a_problem_only_for_whoever_sends() {
        house("web: { public: \"https://a.example\" }\nunsubscribe-key: ${NOT_SET}");

        assertThat(Desk.said(desk.read())).contains("the variable NOT_SET is not set");
        Reading looking =
                new WorkspaceReader(desk.environment::get).withoutSigningIn().read(desk.root);
        assertThat(looking.problems()).isEmpty();
    }
}
