package dev.tidings;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Keeps the house: rooms import only earlier rooms, and only the wiring knows what time it is.
class HouseTest {
    /// In the order in which data flows.
    private static final List<String> ROOMS = List.of(
            "mail",
            "mime",
            "smtp",
            "schedule",
            "notification",
            "workspace",
            "audience",
            "compose",
            "deliver",
            "feedback",
            "event",
            "ledger",
            "bus",
            "run",
            "roadtest");

    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.tidings");

    static Stream<String> rooms() {
        return ROOMS.stream();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void a_room_imports_only_rooms_before_it(String room) {
        String[] later = ROOMS.subList(ROOMS.indexOf(room) + 1, ROOMS.size()).stream()
                .map(HouseTest::packageOf)
                .toArray(String[]::new);
        if (later.length > 0) {
            noClasses()
                    .that()
                    .resideInAPackage(packageOf(room))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later)
                    .check(ENGINE);
        }
    }

    @Test
    void every_room_stands_in_the_order() {
        assertThat(ENGINE.stream()
                        .map(JavaClass::getPackageName)
                        .map(name -> name.replaceFirst("^dev\\.tidings\\.?", "").replaceFirst("\\..*", ""))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(ROOMS);
    }

    @Test
    void the_drawing_in_the_architecture_is_this_order() throws IOException {
        Path architecture = Path.of(System.getProperty("tidings.root", ".."), "ARCHITECTURE.md");
        String drawn = Files.readAllLines(architecture).stream()
                .filter(line -> line.startsWith(" mail ─▶"))
                .findFirst()
                .orElseThrow();

        assertThat(Arrays.stream(drawn.strip().split(" ─▶ "))).containsExactlyElementsOf(ROOMS);
    }

    @Test
    void nobody_reads_a_raw_clock_or_makes_a_random_id() {
        noClasses()
                .should()
                .callMethodWhere(describe(
                        "reads the wall clock, draws a random id or sleeps",
                        call -> isRaw(
                                call.getTargetOwner(),
                                call.getName(),
                                call.getTarget().getRawParameterTypes().size())))
                .check(ENGINE);
    }

    private static boolean isRaw(JavaClass owner, String method, int parameters) {
        boolean now = owner.getPackageName().startsWith("java.time") && method.equals("now") && parameters == 0;
        boolean clock = owner.isEquivalentTo(System.class) && method.equals("currentTimeMillis");
        boolean id = owner.isEquivalentTo(UUID.class) && method.equals("randomUUID");
        boolean sleep = owner.isEquivalentTo(Thread.class) && method.equals("sleep");
        return now || clock || id || sleep;
    }

    @Test
    void the_engine_needs_only_what_it_says() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "dev.tidings..",
                        "java..",
                        "javax..",
                        "jdk.net..",
                        "org.slf4j..",
                        "org.jspecify..",
                        "org.snakeyaml.engine..")
                .check(ENGINE);
    }

    private static String packageOf(String room) {
        return "dev.tidings." + room + "..";
    }
}
