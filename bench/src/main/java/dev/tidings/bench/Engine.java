package dev.tidings.bench;

import dev.tidings.audience.Source;
import dev.tidings.compose.Composer;
import dev.tidings.compose.Limits;
import dev.tidings.deliver.Clerk;
import dev.tidings.deliver.SmtpTransport;
import dev.tidings.deliver.Transport;
import dev.tidings.run.Plugs;
import dev.tidings.run.Plugs.OpenSources;
import dev.tidings.source.WorkspaceSources;
import dev.tidings.template.pebble.PebbleTemplates;
import dev.tidings.template.text.ReadableText;
import dev.tidings.workspace.Reading;
import java.time.InstantSource;
import java.util.Optional;

/// The engine with its usual plugs, and no catcher.
final class Engine {
    private Engine() {}

    static Plugs plugs(Reading reading, InstantSource clock) {
        return new Plugs(
                () -> reading,
                workspace -> {
                    WorkspaceSources sources = new WorkspaceSources(workspace);
                    return new OpenSources() {
                        @Override
                        public Optional<Source> named(String name) {
                            return sources.named(name);
                        }

                        @Override
                        public void close() {
                            sources.close();
                        }
                    };
                },
                (workspace, sources) ->
                        new Composer(workspace, sources, new PebbleTemplates(), new ReadableText(), Limits.USUAL),
                spec -> new SmtpTransport(spec, clock),
                new NoCatcher());
    }

    private static final class NoCatcher implements Transport {
        @Override
        public String name() {
            return "catcher";
        }

        @Override
        public void carry(Clerk clerk) {
            throw new IllegalStateException("nothing is to be caught here");
        }

        @Override
        public void close() {}
    }
}
