package dev.tidings.compose;

import dev.tidings.audience.Reading;
import dev.tidings.notification.Audience;
import dev.tidings.notification.HeaderText;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Workspace;
import dev.tidings.workspace.Inspection;
import dev.tidings.workspace.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Finds what a notification's templates have wrong before anybody waits for a mail: whether they compile,
/// and whether its addressing can be read.
public final class TemplateInspection implements Inspection {
    private final TemplateEngine engine;

    public TemplateInspection(TemplateEngine engine) {
        this.engine = engine;
    }

    @Override
    public List<Problem> inspect(Workspace workspace) {
        Renderer renderer = engine.over(TemplateTexts.of(workspace));
        Set<String> paths = new TreeSet<>();
        Set<Problem> problems = new TreeSet<>(Comparator.<Problem>naturalOrder().thenComparing(Problem::what));
        for (Notification notification : workspace.notifications().values()) {
            paths.addAll(paths(notification));
            unreadableAddressing(notification).ifPresent(problems::add);
        }
        for (String path : paths) {
            try {
                renderer.compile(path);
            } catch (RenderFailure failure) {
                problems.add(problem(failure, workspace));
            }
        }
        return new ArrayList<>(problems);
    }

    private static Set<String> paths(Notification notification) {
        Set<String> paths = new TreeSet<>();
        for (Map<String, String> variants :
                notification.content().template().parts().values()) paths.addAll(variants.values());
        IntStream.range(0, notification.content().attach().size())
                .filter(i -> notification.content().attach().get(i).name().isPresent())
                .forEach(i -> paths.add(TemplateTexts.attachmentName(notification, i)));
        notification.deliver().markings().headers().stream()
                .filter(HeaderText::isTemplate)
                .forEach(header -> paths.add(TemplateTexts.header(notification, header)));
        return paths;
    }

    private static Optional<Problem> unreadableAddressing(Notification notification) {
        if (!(notification.audience() instanceof Audience.Drawn drawn)) return Optional.empty();
        try {
            Reading.check(drawn.addressing());
            return Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            String what = "audience.to: " + unreadable.getMessage();
            return Optional.of(new Problem(notification.about().file(), 0, 0, what, Optional.empty()));
        }
    }

    /// A body that stands inside a notification's file is told by its own path and lines; whoever read the
    /// file knows where it begins. The name of an attachment and a header have no lines.
    private static Problem problem(RenderFailure failure, Workspace workspace) {
        String file = TemplateTexts.file(failure.path());
        if (workspace.templates().containsKey(failure.path())) {
            return new Problem(failure.path(), failure.line(), 0, failure.why(), Optional.empty());
        }
        String part = failure.path().substring(file.length() + 1);
        return new Problem(file, 0, 0, part + ": " + failure.why(), Optional.empty());
    }
}
