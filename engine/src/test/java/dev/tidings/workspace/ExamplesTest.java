package dev.tidings.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.mail.Address;
import dev.tidings.mail.Mailbox;
import dev.tidings.notification.Audience;
import dev.tidings.notification.Content.AttachedFile;
import dev.tidings.notification.DeliveryRules.Retry;
import dev.tidings.notification.DeliveryRules.WhenUncertain;
import dev.tidings.notification.Lookup.Join;
import dev.tidings.notification.Notification;
import dev.tidings.notification.OauthSpec;
import dev.tidings.notification.OauthSpec.Grant;
import dev.tidings.notification.Secret;
import dev.tidings.notification.Settings;
import dev.tidings.notification.SourceSpec;
import dev.tidings.notification.Stage;
import dev.tidings.notification.Template.Part;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.TransportSpec.Pool;
import dev.tidings.notification.TransportSpec.Rate;
import dev.tidings.notification.Workspace;
import dev.tidings.schedule.Cron;
import dev.tidings.schedule.Dialect;
import dev.tidings.schedule.Late;
import dev.tidings.smtp.Credentials;
import dev.tidings.smtp.Credentials.ClearText;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.Timeouts;
import dev.tidings.smtp.Verb;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {
    private static final String STANDUP = """
            schedule: { cron: "45 8 * * MON-FRI", zone: Europe/Berlin }
            to: [ team@example.com ]
            subject: Stand-up in 15 minutes
            text: |
              Good morning! Room {{ room }}, or the usual link.
            with: { room: Aquarium }
            """;
    private static final String WEEKLY = """
            title: Weekly report for active users
            owner: growth@example.com

            schedule:
              cron: "0 9 * * MON"                 # also a list
              zone: Asia/Shanghai
              spread: 10m
              late: { within: 4h, then: once }

            audience:
              source: crm
              query: |
                select u.id, u.email from users u
                 where l.at >= :from and l.at < :due          -- from the occurrence
              to: "{{ name }} <{{ email }}>"
              locale: locale

            data:
              orders:
                source: crm
                query: select placed_at from orders where user_id in (:id)
                key: user_id = id

            template: weekly-report
            attach:
              - file: attachments/terms.pdf

            deliver:
              from: "Reports <reports@example.com>"
              by: [ main, backup ]
              retry: { times: 3, first: 1m, factor: 2, expires: 12h }
              when-uncertain: hold
            """;
    private static final String HOUSE = """
            stage: log
            test-mailbox: qa@example.com
            store: sqlite:data/tidings.db
            zone: Asia/Shanghai
            from: "Tidings <no-reply@example.com>"

            transports:
              main:
                provider: exmail
                user: reports@example.com
                password: ${EXMAIL_CODE}
                connections: 4
                rate: 30/min
              backup:
                smtp: smtps://smtp.example.net:465
                user: reports
                password: ${file:SECRET}

            sources:
              crm: { jdbc: "postgresql://crm-db/crm", user: reader, password: "${CRM_PASSWORD}", timeout: 30s, rows: 2000000 }
              rates: { http: "https://rates.example.com/v1/", headers: { Authorization: "Bearer ${RATES_TOKEN}" } }

            web: { listen: 127.0.0.1:8025 }
            callbacks:
              - { url: "https://hooks.example.com/mail", secret: "${HOOK_SECRET}", events: [ accepted, failed, retried ] }
            """;

    private Desk desk;

    @BeforeEach
    void lay_out(@TempDir Path root) {
        desk = new Desk(root);
        desk.write("secret", "s3cret\n");
        desk.environment.putAll(
                Map.of("EXMAIL_CODE", "code", "CRM_PASSWORD", "crm", "RATES_TOKEN", "token", "HOOK_SECRET", "hook"));
        desk.write("tidings.yaml", HOUSE.replace("SECRET}\n\nsources", root.resolve("secret") + "}\n\nsources"));
        desk.write("templates/weekly-report/subject.txt", "Your week");
        desk.write("templates/weekly-report/body.html", "<p>Hello</p>");
        desk.write("templates/weekly-report/body.txt", "Hello");
        desk.write("templates/weekly-report/body.zh-CN.html", "<p>你好</p>");
        desk.write("templates/layouts/base.html", "<html>");
        desk.write("attachments/terms.pdf", "terms");
    }

    private Workspace workspace() {
        Reading reading = desk.read();
        assertThat(Desk.said(reading)).isEmpty();
        return reading.workspace().orElseThrow();
    }

    @Test
    void seven_lines_are_a_notification() {
        desk.write("notifications/standup.yaml", STANDUP);

        Workspace workspace = workspace();
        Notification standup = workspace.notification("standup").orElseThrow();

        assertThat(standup.about().title()).isEqualTo("standup");
        assertThat(standup.about().file()).isEqualTo("notifications/standup.yaml");
        assertThat(standup.timing().orElseThrow().schedule())
                .isEqualTo(Cron.parse("45 8 * * MON-FRI", Dialect.TIDINGS, ZoneId.of("Europe/Berlin")));
        assertThat(standup.audience()).isEqualTo(Audience.Listed.of(List.of(Mailbox.parse("team@example.com"))));
        assertThat(standup.content().with()).containsExactly(Map.entry("room", "Aquarium"));
        assertThat(standup.deliver().correspondence().from())
                .isEqualTo(Mailbox.parse("Tidings <no-reply@example.com>"));
        assertThat(standup.deliver().by().roads()).containsExactly("main");
        assertThat(standup.deliver().retry()).isEqualTo(Retry.USUAL);

        String text =
                standup.content().template().path(Part.TEXT, Locale.GERMAN).orElseThrow();
        assertThat(text).isEqualTo("notifications/standup.yaml#text");
        assertThat(workspace.templates())
                .containsEntry(text, "Good morning! Room {{ room }}, or the usual link.\n")
                .containsEntry("notifications/standup.yaml#subject", "Stand-up in 15 minutes")
                .containsKey("templates/layouts/base.html");
    }

    @Test
    void the_weekly_report_reads_with_all_it_says() {
        desk.write("notifications/weekly-report.yaml", WEEKLY);

        Notification weekly = workspace().notification("weekly-report").orElseThrow();

        assertThat(weekly.about().title()).isEqualTo("Weekly report for active users");
        assertThat(weekly.about().owner()).contains("growth@example.com");
        assertThat(weekly.timing().orElseThrow().spread()).isEqualTo(Duration.ofMinutes(10));
        assertThat(weekly.timing().orElseThrow().late()).isEqualTo(new Late(Duration.ofHours(4), Late.Then.ONCE));
        Audience.Drawn drawn = (Audience.Drawn) weekly.audience();
        assertThat(drawn.query().source()).isEqualTo("crm");
        assertThat(drawn.query().text()).contains("where l.at >= :from").endsWith("occurrence\n");
        assertThat(drawn.addressing())
                .isEqualTo(new Audience.Addressing(
                        "{{ name }} <{{ email }}>", Optional.empty(), Optional.of("locale"), Optional.empty()));
        assertThat(weekly.content().data().get("orders").key()).contains(new Join("user_id", "id"));
        assertThat(weekly.content().attach())
                .containsExactly(new AttachedFile("attachments/terms.pdf", Optional.empty()));
        assertThat(weekly.content().template().path(Part.HTML, Locale.SIMPLIFIED_CHINESE))
                .contains("templates/weekly-report/body.zh-CN.html");
        assertThat(weekly.content().template().path(Part.TEXT, Locale.SIMPLIFIED_CHINESE))
                .contains("templates/weekly-report/body.txt");
        assertThat(weekly.deliver().by().roads()).containsExactly("main", "backup");
        assertThat(weekly.deliver().retry()).isEqualTo(new Retry(3, Duration.ofMinutes(1), 2, Duration.ofHours(12)));
        assertThat(weekly.deliver().whenUncertain()).isEqualTo(WhenUncertain.HOLD);
    }

    @Test
    void the_house_reads_with_all_it_says() {
        Settings house = workspace().settings();

        assertThat(house.rehearsal())
                .isEqualTo(new Settings.Rehearsal(Stage.LOG, Optional.of(Address.parse("qa@example.com"))));
        assertThat(house.defaults().zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        TransportSpec main = house.transports().get("main");
        assertThat(main.server().host()).isEqualTo("smtp.exmail.qq.com");
        assertThat(main.server().security()).isEqualTo(Security.IMPLICIT_TLS);
        assertThat(main.server().login()).contains(new Credentials.Password("reports@example.com", "code"));
        assertThat(main.server().client().ehloName()).isEqualTo("example.com");
        assertThat(main.allowance().rates()).containsExactly(new Rate(30, Duration.ofMinutes(1)));
        assertThat(main.provider()).contains("exmail");
        TransportSpec backup = house.transports().get("backup");
        assertThat(backup.server().port()).isEqualTo(465);
        assertThat(backup.server().login()).contains(new Credentials.Password("reports", "s3cret"));
        assertThat(house.sources()).containsOnlyKeys("crm", "rates", "workspace");
        assertThat(((SourceSpec.Web) house.sources().get("rates"))
                        .headers()
                        .get("Authorization")
                        .value())
                .isEqualTo("Bearer token");
        assertThat(house.web()).isEqualTo(new Settings.Listen("127.0.0.1", 8025));
        assertThat(house.callbacks())
                .singleElement()
                .satisfies(
                        callback -> assertThat(callback.url()).isEqualTo(URI.create("https://hooks.example.com/mail")))
                .satisfies(
                        callback -> assertThat(callback.events()).isEqualTo(Set.of("accepted", "failed", "retried")));
    }

    @Test
    void the_smallest_house_names_its_sender() {
        desk.write("tidings.yaml", Desk.HOUSE);
        desk.write("notifications/standup.yaml", STANDUP);

        Workspace workspace = workspace();

        assertThat(workspace.settings().rehearsal().stage()).isEqualTo(Stage.LOG);
        assertThat(workspace.settings().store()).hasToString("sqlite:data/tidings.db");
        assertThat(workspace.settings().defaults().zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(workspace.settings().web()).isEqualTo(new Settings.Listen("127.0.0.1", 8025));
        assertThat(workspace.notifications().get("standup").deliver().by().roads())
                .containsExactly("catcher");
    }

    @Test
    void every_key_of_a_transport_is_read() {
        desk.write("tidings.yaml", Desk.HOUSE + """
                stage: live
                transports:
                  relay:
                    smtp: smtp://[::1]:2525
                    security: none
                    user: me
                    password: ${EXMAIL_CODE}
                    allow-clear-text-sign-in: loopback
                    ehlo: mail.example.com
                    connections: 9
                    messages-per-connection: 7
                    idle: 1m30s
                    window: 3
                    rate: [ 5/s, 10000/day ]
                    timeouts: { connect: 3s, end-of-data: 20m }
                """);

        TransportSpec relay = workspace().settings().transports().get("relay");

        assertThat(relay.server().host()).isEqualTo("::1");
        assertThat(relay.server().port()).isEqualTo(2525);
        assertThat(relay.server().security()).isEqualTo(Security.NONE);
        assertThat(relay.server().login()).contains(new Credentials.Password("me", "code", ClearText.ON_LOOPBACK));
        assertThat(relay.server().client().ehloName()).isEqualTo("mail.example.com");
        assertThat(relay.pool()).isEqualTo(new Pool(9, 7, Duration.ofSeconds(90), 3));
        assertThat(relay.allowance().rates())
                .containsExactly(new Rate(5, Duration.ofSeconds(1)), new Rate(10_000, Duration.ofDays(1)));
        assertThat(relay.server().timeouts())
                .isEqualTo(Timeouts.usual()
                        .with(Verb.CONNECT, Duration.ofSeconds(3))
                        .with(Verb.END_OF_DATA, Duration.ofMinutes(20)));
    }

    private TransportSpec transport(String lines) {
        desk.environment.putAll(Map.of("CLIENT_SECRET", "c-secret", "REFRESH", "r-token"));
        desk.write("tidings.yaml", Desk.HOUSE + "transports:\n  main:\n" + lines.indent(4));
        return workspace().settings().transports().get("main");
    }

    @Test
    void microsoft_365_signs_in_by_client_credentials() {
        TransportSpec main = transport("""
                provider: outlook
                user: reports@contoso.com
                oauth: { tenant: contoso.onmicrosoft.com, client: 1b2c, secret: "${CLIENT_SECRET}" }
                """);

        assertThat(main.server().login()).isEmpty();
        assertThat(main.oauth())
                .contains(new OauthSpec(
                        "reports@contoso.com",
                        URI.create("https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token"),
                        "1b2c",
                        Optional.of(new Secret("c-secret")),
                        new Grant.ClientCredentials(),
                        Optional.of("https://outlook.office365.com/.default")));
        assertThat(main.toString()).contains("reports@contoso.com").doesNotContain("c-secret");
    }

    @Test
    void microsoft_365_and_gmail_sign_in_by_a_refresh_token() {
        TransportSpec microsoft = transport("""
                smtp: smtp://smtp-mail.outlook.com
                user: ann@outlook.com
                oauth: { provider: microsoft365, tenant: consumers, client: 1b2c, refresh-token: "${REFRESH}" }
                """);
        assertThat(microsoft.oauth())
                .contains(new OauthSpec(
                        "ann@outlook.com",
                        URI.create("https://login.microsoftonline.com/consumers/oauth2/v2.0/token"),
                        "1b2c",
                        Optional.empty(),
                        new Grant.RefreshToken(new Secret("r-token")),
                        Optional.of("https://outlook.office.com/SMTP.Send offline_access")));
        TransportSpec gmail = transport("""
                provider: gmail
                user: ann@gmail.com
                oauth: { client: 1b2c.apps.example, secret: "${CLIENT_SECRET}", refresh-token: "${REFRESH}" }
                """);
        assertThat(gmail.oauth())
                .contains(new OauthSpec(
                        "ann@gmail.com",
                        URI.create("https://oauth2.googleapis.com/token"),
                        "1b2c.apps.example",
                        Optional.of(new Secret("c-secret")),
                        new Grant.RefreshToken(new Secret("r-token")),
                        Optional.of("https://mail.google.com/")));
        assertThat(gmail.toString()).doesNotContain("c-secret", "r-token");
    }

    @Test
    void any_other_issuer_is_named_by_its_address() {
        TransportSpec main = transport("""
                provider: gmail
                user: reports
                oauth:
                  token-url: https://id.example.com/token
                  grant: client-credentials
                  client: tidings
                  secret: ${CLIENT_SECRET}
                """);
        assertThat(main.oauth())
                .contains(new OauthSpec(
                        "reports",
                        URI.create("https://id.example.com/token"),
                        "tidings",
                        Optional.of(new Secret("c-secret")),
                        new Grant.ClientCredentials(),
                        Optional.empty()));
    }

    @Test
    void settings_that_did_not_change_are_the_same_with_pins_and_tokens_too() {
        String lines = """
                provider: outlook
                user: reports@contoso.com
                pin: [ "sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "sha256/BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB=" ]
                oauth: { tenant: contoso.com, client: 1b2c, secret: "${CLIENT_SECRET}" }
                """;
        TransportSpec once = transport(lines);

        assertThat(transport(lines)).isEqualTo(once);
        assertThat(transport(lines.replace("/AAAA", "/CCCC"))).isNotEqualTo(once);
        assertThat(transport(lines.replaceFirst("pin: .*\n", ""))).isNotEqualTo(once);
    }

    @Test
    void who_sends_nothing_is_not_asked_for_tokens_secrets() {
        desk.write("tidings.yaml", Desk.HOUSE + """
                transports:
                  main:
                    provider: gmail
                    user: ann@gmail.com
                    oauth: { client: 1b2c, secret: "${NOT_SET}", refresh-token: "${NOT_SET_EITHER}" }
                """);
        Reading looking =
                new WorkspaceReader(desk.environment::get).withoutSigningIn().read(desk.root);

        assertThat(Desk.said(looking)).isEmpty();
    }

    @Test
    void times_of_all_kinds_stand_together() {
        desk.write("notifications/standup.yaml", STANDUP.replaceFirst("schedule: .*", """
                schedule:
                  cron: [ "0 9 * * MON", "0 10 1 * *" ]
                  every: 12h
                  at: [ 2026-12-24T18:00, 2026-12-24 19:30, "2026-12-24T20:00:00+01:00", 2026-12-25T00:00Z ]
                  zone: Europe/Berlin
                  dst: { gap: shift }
                  except: 2026-12-25
                """.strip()));

        var schedule = workspace()
                .notifications()
                .get("standup")
                .timing()
                .orElseThrow()
                .schedule();

        assertThat(schedule.next(Instant.parse("2026-12-24T16:00:00Z")))
                .contains(Instant.parse("2026-12-24T17:00:00Z"));
        assertThat(schedule.next(Instant.parse("2026-12-24T17:00:00Z")))
                .contains(Instant.parse("2026-12-24T18:30:00Z"));
        assertThat(schedule.next(Instant.parse("2026-12-24T18:30:00Z")))
                .contains(Instant.parse("2026-12-24T19:00:00Z"));
        assertThat(schedule.next(Instant.parse("2026-12-24T19:00:00Z")))
                .as("the 25th is left out, in Berlin")
                .contains(Instant.parse("2026-12-26T00:00:00Z"));
    }

    @Test
    void a_notification_without_a_schedule_runs_by_hand() {
        desk.write("notifications/standup.yaml", STANDUP.replaceFirst("schedule: .*\n", ""));

        assertThat(workspace().notifications().get("standup").timing()).isEmpty();
    }

    @Test
    void fixed_values_keep_their_kinds() {
        desk.write("notifications/standup.yaml", STANDUP.replaceFirst("with: .*\n", """
                with:
                  room: 007
                  floor: 3
                  price: 12.50
                  huge: 123456789012345678901234567890
                  loud: true
                  list: [ a, 1, { b: c } ]
                """));

        assertThat(workspace().notifications().get("standup").content().with())
                .containsEntry("room", "007")
                .containsEntry("floor", 3L)
                .containsEntry("price", new java.math.BigDecimal("12.50"))
                .containsEntry("huge", "123456789012345678901234567890")
                .containsEntry("loud", true)
                .containsEntry("list", List.of("a", 1L, Map.of("b", "c")));
    }
}
