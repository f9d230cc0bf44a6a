package dev.tidings.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuessTest {
    private static final List<String> KNOWN = List.of("balance", "name", "first_name", "orders", "id");

    @ParameterizedTest
    @CsvSource({"balnce,balance", "Balance,balance", "nmae,name", "firstName,first_name", "order,orders", "idd,id"})
    void a_typing_mistake_is_understood(String word, String meant) {
        assertThat(Guess.of(word, KNOWN)).contains(meant);
    }

    @Test
    void another_word_is_left_alone() {
        assertThat(Guess.of("colour", KNOWN)).isEmpty();
        assertThat(Guess.of("x", List.of())).isEmpty();
        assertThat(Guess.asQuestion("colour", KNOWN)).isEmpty();
    }
}
