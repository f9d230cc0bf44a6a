package dev.tidings.workspace;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Under which names providers publish whence they send, for the SPF records of their customers' domains (RFC
/// 7208).
public final class SpfNames {
    private static final Map<String, String> BY_PROVIDER = Provider.all().stream()
            .filter(each -> each.spf().isPresent())
            .collect(Collectors.toUnmodifiableMap(
                    Provider::name, each -> each.spf().orElseThrow()));

    private SpfNames() {}

    /// @param provider by name; no known one when empty
    public static Optional<String> of(Optional<String> provider) {
        return provider.map(BY_PROVIDER::get);
    }
}
