package dev.tidings.workspace;

import dev.tidings.notification.Notification;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the folder a user keeps: `tidings.yaml`, `notifications/*.yaml`, and the templates and files they
/// refer to.
///
/// Every file is read whatever the others hold, so that all problems are told at once. Nothing is thrown for
/// anything a file may say. `${NAME}` is understood in `tidings.yaml` alone; what it stands for is never
/// shown and never enters a revision.
public final class WorkspaceReader {
    static final String SETTINGS = "tidings.yaml";
    private static final String NOTIFICATIONS = "notifications";
    private static final int YAML_OCTETS_MAX = 3 * 1024 * 1024;

    private final Function<String, @Nullable String> environment;
    private final SigningIn signsIn;
    private final List<Provider> providers = Provider.all();

    /// @param environment gives the value of a variable, null when it is not set
    public WorkspaceReader(Function<String, @Nullable String> environment) {
        this(environment, SigningIn.BY_ALL);
    }

    private WorkspaceReader(Function<String, @Nullable String> environment, SigningIn signsIn) {
        this.environment = environment;
        this.signsIn = signsIn;
    }

    /// One for trying things out: passwords of transports are not asked for, keys to sign with may be missing,
    /// and what it reads cannot send.
    public WorkspaceReader withoutSigningIn() {
        return new WorkspaceReader(environment, SigningIn.BY_NONE);
    }

    /// One for trying a transport out: it signs in by this one alone, and keys to sign with may be missing.
    public WorkspaceReader signingInBy(String transport) {
        return new WorkspaceReader(environment, new SigningIn.By(transport));
    }

    public Reading read(Path root) {
        try {
            Path real = root.toRealPath();
            if (Files.isDirectory(real)) {
                return read(new Folder(real));
            }
        } catch (IOException e) {
            // said below
        }
        return Reading.nothing(new Problem(
                root.toString(),
                0,
                0,
                "there is no such folder",
                Optional.of("Name the folder that holds tidings.yaml with -w DIR, or make one: tidings init DIR.")));
    }

    private Reading read(Folder folder) {
        List<Problem> problems = new ArrayList<>();
        SettingsReader.Read house = settings(folder, problems);
        TemplateFiles templates = TemplateFiles.of(folder);
        problems.addAll(templates.problems());

        Map<String, String> texts = new HashMap<>(templates.texts());
        Map<String, Origin> origins = new HashMap<>();
        Map<String, Notification> notifications = new TreeMap<>();
        Fingerprint whole = new Fingerprint().addAll(house.house().written()).addAll(templates.texts());
        NotificationReader reader = new NotificationReader(folder, house.house(), templates);
        for (String name : notificationFiles(folder, problems)) {
            Page page = new Page(NOTIFICATIONS + "/" + name);
            notification(folder, name, page, reader, whole).ifPresent(read -> {
                notifications.put(read.notification().id(), read.notification());
                texts.putAll(read.bodies());
                origins.putAll(read.origins());
            });
            problems.addAll(page.problems());
        }
        notifications.forEach((id, each) -> whole.add(id, each.revision().hash()));
        Revision revision = whole.revision();
        return new Reading(
                house.settings().map(sound -> new Workspace(folder.root(), sound, notifications, texts, revision)),
                problems,
                origins);
    }

    private SettingsReader.Read settings(Folder folder, List<Problem> problems) {
        Page page = new Page(SETTINGS);
        SettingsReader.Read read = SettingsReader.nothing();
        if (!folder.names("").contains(SETTINGS)) {
            page.problem(new Mistake(
                    "there is no such file in " + folder.root(),
                    "Name the workspace with -w DIR, or make one: tidings init DIR. Or write the file; the least it"
                            + " says is from: \"Tidings <no-reply@example.com>\"."));
        } else {
            read = text(folder, page)
                    .flatMap(text -> Yaml.parse(text, page))
                    .map(yaml -> Node.root(page, yaml, new Secrets(environment, folder.root())))
                    .map(new SettingsReader(folder, providers, signsIn)::read)
                    .orElse(read);
        }
        problems.addAll(page.problems());
        return read;
    }

    private static List<String> notificationFiles(Folder folder, List<Problem> problems) {
        try {
            return folder.names(NOTIFICATIONS);
        } catch (Mistake mistake) {
            problems.add(new Problem(NOTIFICATIONS, 0, 0, mistake.what(), mistake.mend()));
            return List.of();
        }
    }

    private static Optional<NotificationReader.Read> notification(
            Folder folder, String name, Page page, NotificationReader reader, Fingerprint whole) {
        if (folder.isFolder(page.file())) {
            page.problem(new Mistake("is a folder, and is not read", "Notifications stand in notifications/ itself."));
            return Optional.empty();
        }
        if (!name.endsWith(".yaml")) {
            if (name.endsWith(".yml")) {
                page.problem(new Mistake("is not read", "Let its name end in .yaml."));
            }
            return Optional.empty();
        }
        String id = name.substring(0, name.length() - ".yaml".length());
        if (!id.matches("[a-z0-9][a-z0-9-]{0,99}")) {
            page.problem(new Mistake(
                    Quoted.of(id) + " cannot be a notification's id",
                    "Name the file with lower-case letters, digits and dashes, at most 100."));
        }
        Optional<String> text = text(folder, page);
        text.ifPresent(each -> whole.add(page.file(), each));
        return text.flatMap(each ->
                Yaml.parse(each, page).flatMap(yaml -> reader.read(id, each, Node.root(page, yaml))));
    }

    private static Optional<String> text(Folder folder, Page page) {
        try {
            boolean settings = page.file().equals(SETTINGS);
            return Optional.of(settings ? folder.settings(YAML_OCTETS_MAX) : folder.text(page.file(), YAML_OCTETS_MAX));
        } catch (Mistake mistake) {
            page.problem(mistake);
            return Optional.empty();
        }
    }
}
