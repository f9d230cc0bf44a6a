package dev.tidings.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.contracts.Script;
import dev.tidings.contracts.ScriptedServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LocalAddressTest {
    @Test
    void a_connection_comes_from_the_address_that_is_written() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, address("127.0.0.1"))) {
            CompletableFuture<String> peer = CompletableFuture.supplyAsync(() -> refuse(listener));

            assertThatThrownBy(() -> SmtpSession.open(server("127.0.0.1", listener.getLocalPort(), "127.0.0.9")))
                    .isInstanceOf(NoSession.class);

            assertThat(peer.get()).isEqualTo("127.0.0.9");
        }
    }

    /// Says goodbye to whoever comes.
    ///
    /// @return where they came from
    private static String refuse(ServerSocket listener) {
        try (Socket socket = listener.accept()) {
            socket.getOutputStream().write("554 closed\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInetAddress().getHostAddress();
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @Test
    void an_address_that_this_machine_does_not_have_is_told_by_name() throws Exception {
        try (ScriptedServer server = new Script().start()) {
            assertThatThrownBy(() -> SmtpSession.open(server("127.0.0.1", server.port(), "192.0.2.7")))
                    .hasMessageContaining("this machine does not have the address 192.0.2.7");
        }
    }

    @Test
    void an_ipv6_address_is_not_bound_to_reach_an_ipv4_server() throws Exception {
        try (ScriptedServer server = new Script().start()) {
            assertThatThrownBy(() -> SmtpSession.open(server("127.0.0.1", server.port(), "::1")))
                    .hasMessageContaining("127.0.0.1 has no address that can be reached from");
            assertThat(server.connections()).isZero();
        }
    }

    private static SmtpServer server(String host, int port, String from) throws Exception {
        return new SmtpServer(host, port, Security.NONE, "client.example")
                .with(new Client("client.example", Optional.of(address(from))));
    }

    private static InetAddress address(String literal) throws Exception {
        return InetAddress.getByName(literal);
    }
}
