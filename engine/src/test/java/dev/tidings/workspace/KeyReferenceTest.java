package dev.tidings.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KeyReferenceTest {
    private static final Path PAGE = Path.of(System.getProperty("tidings.root"), "docs/reference/keys.md");

    /// To write the page anew: `./mvnw -pl engine test -Dtest=KeyReferenceTest -Dtidings.rewrite=true`.
    @Test
    void the_page_says_what_the_reader_knows() throws IOException {
        if (Boolean.getBoolean("tidings.rewrite")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, KeyReference.markdown());
        }
        assertThat(PAGE)
                .as("write it anew with ./mvnw -pl engine test -Dtest=KeyReferenceTest -Dtidings.rewrite=true")
                .hasContent(KeyReference.markdown());
    }

    @Test
    void no_section_knows_a_key_twice() {
        for (Section section : Section.all()) {
            assertThat(section.keys()).as(section.place()).doesNotHaveDuplicates();
        }
    }
}
