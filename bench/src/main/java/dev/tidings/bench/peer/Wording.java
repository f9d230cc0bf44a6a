package dev.tidings.bench.peer;

/// Makes a person's mail out of a template.
public interface Wording {
    Mail to(Person person) throws Exception;
}
