package dev.tidings.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher, with folders that only look like JDKs: their `java` prints how it was called.
class LauncherTest {
    @TempDir
    Path folder;

    private Path house;
    private final Map<String, String> environment = new java.util.HashMap<>();

    @BeforeEach
    void lay_out() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "SKIPPED ALOUD: no /bin/sh on this machine");
        house = Files.createDirectories(folder.resolve("a house with spaces"));
        Path launcher = Path.of(System.getProperty("tidings.root", ".."), "tidings");
        Files.copy(launcher, house.resolve("tidings"));
        assertThat(house.resolve("tidings").toFile().setExecutable(true)).isTrue();
        jar();
        environment.put("HOME", folder.resolve("home").toString());
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("TIDINGS_JVMS", folder.resolve("jvms").toString());
        environment.put("TIDINGS_AOT", "off");
    }

    @Test
    void the_named_java_comes_first() throws Exception {
        jdk("jvms/jdk-26", "26");
        environment.put("JAVA_HOME", jdk("home-java", "25.0.1").toString());
        environment.put("TIDINGS_JAVA", jdk("my java", "27-ea").toString());

        assertThat(run("next").out()).startsWith("java of my java\n");
    }

    @Test
    void a_named_java_that_is_too_old_is_not_passed_over_in_silence() throws Exception {
        jdk("jvms/jdk-26", "26");
        environment.put("TIDINGS_JAVA", jdk("old", "17.0.9").toString());

        Ended ended = run("next");

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains("TIDINGS_JAVA").contains("no Java 25 or newer");
    }

    @Test
    void then_comes_java_home_then_the_path_then_what_is_installed() throws Exception {
        jdk("jvms/jdk-17", "17.0.9");
        jdk("jvms/jdk-25", "25");
        assertThat(run("next").out()).startsWith("java of jdk-25\n");

        environment.put("PATH", jdk("on-path", "25.0.2") + "/bin:/usr/bin:/bin");
        assertThat(run("next").out()).startsWith("java of on-path\n");

        environment.put("JAVA_HOME", jdk("home-java", "25.0.1").toString());
        assertThat(run("next").out()).startsWith("java of home-java\n");

        environment.put("JAVA_HOME", jdk("ancient", "1.8.0_392").toString());
        assertThat(run("next").out()).startsWith("java of on-path\n");
    }

    @Test
    void a_java_that_a_person_keeps_at_home_is_found() throws Exception {
        jdk("home/.sdkman/candidates/java/25.0.3-tem", "25.0.3");
        assertThat(run("next").out()).startsWith("java of 25.0.3-tem\n");

        jdk("other/.jdks/temurin-25", "25.0.3");
        environment.put("HOME", folder.resolve("other").toString());
        assertThat(run("next").out()).startsWith("java of temurin-25\n");
    }

    @Test
    void where_there_is_none_it_says_what_to_do() throws Exception {
        assumeTrue(
                !Files.isDirectory(Path.of("/usr/java")) && !Files.isDirectory(Path.of("/opt/java")),
                "SKIPPED ALOUD: this machine has a Java where the launcher looks whatever it is told");
        environment.put("PATH", jdk("old", "17.0.9") + "/bin:/usr/bin:/bin");

        Ended ended = run("next");

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .contains("Java 25 or newer is needed, and none was found")
                .contains("The java of the PATH is Java 17")
                .contains("https://adoptium.net")
                .contains("TIDINGS_JAVA=");
    }

    @Test
    void it_works_by_a_link_from_anywhere_and_passes_words_as_they_are() throws Exception {
        jdk("jvms/jdk-25", "25");
        Path link = folder.resolve("bin link");
        Files.createSymbolicLink(link, Path.of("a house with spaces/tidings"));

        Ended ended = run(link, "next", "--cron", "0 9 * * MON");

        assertThat(ended.exit()).isEqualTo(7);
        assertThat(ended.out().lines())
                .contains("<-cp>", "<" + jarFile().toRealPath() + ">", "<dev.tidings.server.Boot>", "<0 9 * * MON>")
                .contains("<-Xmx256m>", "<-XX:+UseSerialGC>", "<-XX:TieredStopAtLevel=1>");
    }

    @Test
    void a_server_is_compiled_well_and_has_the_heap_it_is_given() throws Exception {
        jdk("jvms/jdk-25", "25");
        environment.put("TIDINGS_HEAP", "1g");
        environment.put("TIDINGS_OPTS", "-Da=b -Dc=d");

        assertThat(run("serve").out().lines())
                .contains("<-Xmx1g>", "<-Da=b>", "<-Dc=d>")
                .doesNotContain("<-XX:TieredStopAtLevel=1>");
    }

    @Test
    void it_builds_when_there_is_no_jar_and_when_a_source_is_newer() throws Exception {
        jdk("jvms/jdk-25", "25");
        mvnw("mkdir -p server/target; echo built > server/target/tidings-server-0.1.0-SNAPSHOT.jar");
        Files.delete(jarFile());
        assertThat(run("next").err())
                .isEqualTo(
                        "tidings: building, about a minute (longer the first time: Maven fetches what it needs) ... done\n");
        assertThat(run("next").err()).isEmpty();

        Path source = Files.createDirectories(house.resolve("engine/src/main")).resolve("A.java");
        Files.writeString(source, "class A {}");
        Files.setLastModifiedTime(
                source,
                FileTime.from(Files.getLastModifiedTime(jarFile()).toInstant().plusSeconds(5)));
        assertThat(run("next").err()).contains("building");
    }

    @Test
    void a_build_that_fails_shows_why() throws Exception {
        jdk("jvms/jdk-25", "25");
        mvnw("echo '[ERROR] no network'; exit 1");
        Files.delete(jarFile());

        Ended ended = run("next");

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err())
                .contains("building")
                .contains("[ERROR] no network")
                .contains("build.log");
    }

    @Test
    void a_prepared_start_is_used_while_it_is_newer_than_the_program() throws Exception {
        jdk("jvms/jdk-25", "25");
        environment.put("TIDINGS_AOT", "on");
        Path prepared = house.resolve("server/target/tidings-25.aot");
        Files.writeString(prepared, "");
        Files.setLastModifiedTime(jarFile(), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

        assertThat(run("next").out().lines()).contains("<-XX:AOTCache=" + prepared.toRealPath() + ">");
        Files.setLastModifiedTime(prepared, FileTime.from(Instant.parse("2025-01-01T00:00:00Z")));
        assertThat(run("next").out()).doesNotContain("AOTCache");
    }

    private Path jarFile() {
        return house.resolve("server/target/tidings-server-0.1.0-SNAPSHOT.jar");
    }

    private void jar() throws IOException {
        Files.createDirectories(jarFile().getParent());
        Files.writeString(jarFile(), "");
    }

    private void mvnw(String script) throws IOException {
        executable(house.resolve("mvnw"), script);
    }

    private Path jdk(String path, String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve(path));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(
                home.resolve("release"),
                "IMPLEMENTOR=\"Nobody\"\nJAVA_RUNTIME_VERSION=\"" + version + "\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(
                home.resolve("bin/java"),
                "echo \"java of " + home.getFileName() + "\"\nfor each; do echo \"<$each>\"; done\nexit 7");
        return home;
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Ended run(String... words) throws Exception {
        return run(house.resolve("tidings"), words);
    }

    private Ended run(Path launcher, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
        command.addAll(List.of(words));
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    record Ended(int exit, String out, String err) {}
}
