package dev.tidings.compose;

import dev.tidings.notification.Content.AttachedFile;
import dev.tidings.notification.HeaderText;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Everything of a workspace that is filled like a template: its template files, the names of attached files,
/// and headers.
final class TemplateTexts {
    private TemplateTexts() {}

    static Map<String, String> of(Workspace workspace) {
        Map<String, String> texts = new HashMap<>(workspace.templates());
        for (Notification notification : workspace.notifications().values()) {
            List<AttachedFile> files = notification.content().attach();
            for (int i = 0; i < files.size(); i++) {
                String path = attachmentName(notification, i);
                files.get(i).name().ifPresent(name -> texts.put(path, name));
            }
            for (HeaderText header : notification.deliver().markings().headers()) {
                if (header.isTemplate()) texts.put(header(notification, header), header.text());
            }
        }
        return texts;
    }

    /// The path under which the name of an attached file is a template:
    /// `notifications/weekly.yaml#attach[0].name`.
    static String attachmentName(Notification notification, int index) {
        return "%s#attach[%d].name".formatted(notification.about().file(), index);
    }

    /// The path under which the value of a header is a template:
    /// `notifications/weekly.yaml#deliver.headers.X-Ticket`.
    static String header(Notification notification, HeaderText header) {
        return "%s#deliver.headers.%s".formatted(notification.about().file(), header.name());
    }

    /// The file that somebody opens to mend what stands under a path.
    static String file(String path) {
        int part = path.indexOf('#');
        return part < 0 ? path : path.substring(0, part);
    }
}
