package dev.tidings.compose;

import dev.tidings.audience.Folder;
import dev.tidings.mail.Attachment;
import dev.tidings.notification.Content.AttachedFile;
import dev.tidings.notification.Notification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The files a notification attaches, read once for a batch of recipients; the names may differ from mail to
/// mail.
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed over, never compared
record AttachedFiles(Notification notification, List<byte[]> contents) {
    private static final String RULE = "attachment";

    /// As they go into one mail.
    ///
    /// @param beside those that are offered beside it
    /// @param inside those that its HTML may show, by content id
    record Named(List<Attachment> beside, Map<String, Attachment> inside) {}

    static AttachedFiles read(Folder workspace, Notification notification, Limits limits) throws Unfitness {
        List<byte[]> contents = new ArrayList<>();
        long total = 0;
        for (AttachedFile attached : notification.content().attach()) {
            byte[] content = read(workspace, attached.path(), limits.fileBytesMax());
            contents.add(content);
            total += content.length;
        }
        if (total > limits.filesBytesMax()) {
            throw new Unfitness(
                    RULE,
                    "the files have %,d bytes together; at most %,d are allowed"
                            .formatted(total, limits.filesBytesMax()));
        }
        return new AttachedFiles(notification, contents);
    }

    private static byte[] read(Folder workspace, String path, int bytesMax) throws Unfitness {
        try {
            Path file = workspace.file(path);
            long size = Files.size(file);
            if (size > bytesMax) {
                throw new Unfitness(
                        RULE, "\"%s\" has %,d bytes; at most %,d are allowed".formatted(path, size, bytesMax));
            }
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new Unfitness(RULE, String.valueOf(failure.getMessage()));
        }
    }

    Named named(Renderer renderer, Locale locale, Map<String, @Nullable Object> model) throws RenderFailure, Unfitness {
        List<Attachment> beside = new ArrayList<>();
        Map<String, Attachment> inside = new LinkedHashMap<>();
        List<AttachedFile> files = notification.content().attach();
        for (int i = 0; i < files.size(); i++) {
            AttachedFile file = files.get(i);
            String own = file.path().substring(file.path().lastIndexOf('/') + 1);
            String name = file.name().isEmpty()
                    ? own
                    : renderer.render(TemplateTexts.attachmentName(notification, i), locale, model)
                            .strip();
            Attachment attachment = attachment(name, contents.get(i));
            file.inline().ifPresentOrElse(id -> inside.put(id, attachment), () -> beside.add(attachment));
        }
        return new Named(beside, inside);
    }

    private static Attachment attachment(String name, byte[] content) throws Unfitness {
        try {
            return new Attachment(name, MediaTypes.of(name), content);
        } catch (IllegalArgumentException malformed) {
            throw new Unfitness(RULE, String.valueOf(malformed.getMessage()));
        }
    }
}
