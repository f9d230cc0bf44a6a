package dev.tidings.workspace;

import java.util.function.BiFunction;
import java.util.function.Function;

/// A sort of value, and how a person writes it.
///
/// @param noun  completes "… is not": `a duration`
/// @param form  how it is written, in a sentence
/// @param parse gives the value, or throws a [Mistake] or another `IllegalArgumentException` that says why
///              not
/// @param fill  puts in what `${NAME}` stands for
record Kind<T>(String noun, String form, Function<String, T> parse, BiFunction<Secrets, String, String> fill) {
    Kind(String noun, String form, Function<String, T> parse) {
        this(noun, form, parse, Secrets::fill);
    }

    <R> Kind<R> then(Function<T, R> further) {
        return new Kind<>(noun, form, parse.andThen(further), fill);
    }
}
