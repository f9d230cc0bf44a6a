package dev.tidings.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.smtp.NoSession.Why;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MechanismTest {
    private static final Credentials.Password LOGIN = new Credentials.Password("user", "pencil");
    private static final String NONCE = "rOprNGfwEbeRWgbNEkqO";
    private static final String BOTH = NONCE + "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";

    @Test
    void scram_says_what_rfc_7677_says() throws Exception {
        ScramSha256 scram = new ScramSha256("user", "pencil", NONCE);

        assertThat(scram.opening()).contains("n,,n=user,r=" + NONCE);
        assertThat(scram.respond(base64("r=" + BOTH + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")))
                .isEqualTo("c=biws,r=" + BOTH + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        assertThat(scram.respond(base64("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")))
                .isEmpty();
        scram.requireServerProven();
    }

    @Test
    void a_server_that_cannot_prove_itself_is_not_believed() throws Exception {
        ScramSha256 wrong = begun();
        assertThatThrownBy(() -> wrong.respond(base64("v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")))
                .isInstanceOfSatisfying(
                        NoSession.class, none -> assertThat(none.why()).isInstanceOf(Why.ServerUnproven.class));
        assertThatThrownBy(begun()::requireServerProven).isInstanceOf(NoSession.class);
        ScramSha256 failing = begun();
        assertThat(failing.respond(base64("e=invalid-proof"))).isEmpty();
        assertThat(failing.complaint()).contains("invalid-proof");
        assertThatThrownBy(failing::requireServerProven).isInstanceOf(NoSession.class);
    }

    private static ScramSha256 begun() throws Exception {
        ScramSha256 scram = new ScramSha256("user", "pencil", NONCE);
        scram.respond(base64("r=" + BOTH + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"));
        return scram;
    }

    @Test
    void somebody_elses_nonce_is_not_answered() {
        for (String nonce : List.of("other" + BOTH, NONCE)) {
            ScramSha256 scram = new ScramSha256("user", "pencil", NONCE);
            assertThatThrownBy(() -> scram.respond(base64("r=" + nonce + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")))
                    .isInstanceOfSatisfying(
                            NoSession.class, none -> assertThat(none.why()).isInstanceOf(Why.ServerUnproven.class));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "4095", "1000001", "2147483648", "999999999999999999"})
    void too_few_rounds_and_too_many_are_not_done(String rounds) {
        ScramSha256 scram = new ScramSha256("user", "pencil", NONCE);
        assertThatThrownBy(() -> scram.respond(base64("r=" + BOTH + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=" + rounds)))
                .isInstanceOfSatisfying(
                        NoSession.class,
                        none -> assertThat(none.why())
                                .isInstanceOfSatisfying(
                                        Why.AuthImpossible.class,
                                        impossible ->
                                                assertThat(impossible.why()).contains(rounds + " rounds")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "r=",
                "s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                "m=ext,r=$,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
                "r=$,s=,i=4096",
                "r=$,s=A,i=4096",
                "r=$,s=W22ZaJ0SNY7soEsUEjb6gQ==",
                "r=$,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=-1",
                "r=$,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=9999999999999999999999",
                "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="
            })
    void what_is_not_a_first_message_is_no_answer_to_ours(String said) {
        ScramSha256 scram = new ScramSha256("user", "pencil", NONCE);
        assertThatThrownBy(() -> scram.respond(base64(said.replace("$", BOTH)))).isInstanceOf(Breakdown.class);
    }

    @Test
    void a_scram_name_is_escaped_and_every_exchange_has_its_own_nonce() {
        assertThat(new ScramSha256("a=b,c", "x", "N").opening()).contains("n,,n=a=3Db=2Cc,r=N");
        Set<String> openings = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            openings.add(new ScramSha256("user", "x").opening().orElseThrow());
        }
        assertThat(openings).hasSize(100).allMatch(each -> each.matches("n,,n=user,r=[A-Za-z0-9+/]{24}"));
    }

    @ParameterizedTest
    @CsvSource({"I\u00adX,IX", "user,user", "USER,USER", "\u00aa,a", "\u2168,IX", "a\u00a0\u00e9,a \u00e9"})
    void words_are_prepared_as_rfc_4013_says(String written, String prepared) {
        assertThat(Prepared.of(written)).isEqualTo(prepared);
    }

    @Test
    void cram_md5_says_what_rfc_2195_says() throws Exception {
        CramMd5 cram = new CramMd5("tim", "tanstaaftanstaaf");

        assertThat(cram.opening()).isEmpty();
        assertThat(cram.respond("PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+"))
                .isEqualTo("tim b913a602c7eda7a495b4e6e7334d3890");
        assertThat(cram.secrets()).contains("tanstaaftanstaaf", "b913a602c7eda7a495b4e6e7334d3890");
    }

    @Test
    void xoauth2_says_what_google_says() throws Exception {
        TokenMechanism google =
                TokenMechanism.xoauth2("someuser@example.com", "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg");

        assertThat(base64(google.opening().orElseThrow()))
                .isEqualTo("dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRjMk52YjNSbGNrQmhk"
                        + "SFJoZG1semRHRXVZMjl0Q2cBAQ==");
        assertThat(google.respond("eyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiYmVhcmVyIG1hYyIsInNjb3BlIjoiaHR0cHM6Ly9t"
                        + "YWlsLmdvb2dsZS5jb20vIn0K"))
                .isEmpty();
        assertThat(google.complaint()).contains("401");
    }

    @Test
    void oauthbearer_says_what_rfc_7628_says() throws Exception {
        TokenMechanism bearer =
                TokenMechanism.oauthBearer("a,b=c@example.com", "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==");

        assertThat(bearer.opening())
                .contains("n,a=a=2Cb=3Dc@example.com,\1auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\1\1");
        assertThat(bearer.respond(base64("{\"status\":\"invalid_token\",\"scope\":\"example_scope\"}")))
                .isEqualTo("\1");
        assertThat(bearer.complaint()).contains("invalid_token");
        assertThatThrownBy(() -> bearer.respond("")).isInstanceOf(Breakdown.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256 SCRAM-SHA-256-PLUS XOAUTH2 | SCRAM-SHA-256",
                "CRAM-MD5 LOGIN PLAIN                                                      | PLAIN",
                "CRAM-MD5 LOGIN                                                            | LOGIN",
                "CRAM-MD5 DIGEST-MD5                                                       | CRAM-MD5",
                "XOAUTH2 OAUTHBEARER DIGEST-MD5                                            |",
            })
    void the_strongest_offered_is_chosen_for_a_password(String offered, String chosen) {
        assertThat(Mechanism.forPassword(LOGIN, offers(offered)).map(Mechanism::name))
                .isEqualTo(java.util.Optional.ofNullable(chosen));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PLAIN XOAUTH2 OAUTHBEARER SCRAM-SHA-256 | OAUTHBEARER",
                "LOGIN PLAIN XOAUTH2                     | XOAUTH2",
                "LOGIN PLAIN SCRAM-SHA-256               |"
            })
    void a_token_is_never_said_as_a_password(String offered, String chosen) {
        assertThat(Mechanism.forToken("user", "token", offers(offered)).map(Mechanism::name))
                .isEqualTo(java.util.Optional.ofNullable(chosen));
    }

    private static Set<String> offers(String offered) {
        return Set.copyOf(Arrays.asList(offered.strip().split(" ")));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
