package dev.tidings.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notification.Workspace;
import dev.tidings.workspace.WorkspaceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntroductionTest {
    @TempDir
    Path root;

    private Workspace workspace(String settings) throws IOException {
        Files.writeString(root.resolve("tidings.yaml"), "from: tidings@example.com\n" + settings);
        return new WorkspaceReader(name -> null).read(root).workspace().orElseThrow();
    }

    @Test
    void it_says_where_it_works_and_no_password() throws Exception {
        Workspace workspace = workspace("""
                store: postgresql://tidings:s3%40cret@db.example.com:5432/mail?sslmode=verify-full
                bus: nats://tidings:p%40ssw0rd@n1,n2:4222?prefix=mail
                """);

        assertThat(new Introduction("mail2-3fa9c2d1", "1.0", workspace).sentence())
                .isEqualTo("node mail2-3fa9c2d1 started: version 1.0, store postgresql://db.example.com:5432/mail,"
                        + " bus nats://n1:4222,n2:4222, workspace revision "
                        + workspace.revision().brief() + ", 0 notifications, stage log");
    }

    @Test
    void a_node_by_itself_has_a_file() throws Exception {
        assertThat(new Introduction("mail1", "", workspace("")).sentence())
                .startsWith("node mail1 started: version unknown, store sqlite:data/tidings.db, no bus, workspace");
    }
}
