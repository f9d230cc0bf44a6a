package dev.tidings.feedback.hooks;

import dev.tidings.notification.Bounces;
import dev.tidings.notification.WebhookProvider;
import dev.tidings.notification.WebhookSpec;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// All providers that may call, as the settings say now.
public final class Hooks {
    private final Memory memory;
    private final Map<WebhookSpec, Hook> made = new ConcurrentHashMap<>();

    public Hooks(Fetch fetch) {
        this.memory = Memory.empty(fetch);
    }

    /// Empty when the settings know none of that name.
    ///
    /// @param word as it stands in the address that is called
    public Optional<Hook> named(String word, Bounces bounces) {
        made.keySet().retainAll(bounces.webhooks().values());
        return WebhookProvider.of(word)
                .filter(provider -> provider.word().equals(word))
                .flatMap(provider -> Optional.ofNullable(bounces.webhooks().get(provider)))
                .map(spec -> made.computeIfAbsent(spec, each -> new Hook(each, memory)));
    }
}
