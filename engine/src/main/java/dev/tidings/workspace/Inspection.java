package dev.tidings.workspace;

import dev.tidings.notification.Workspace;
import java.util.List;

/// A further look at a workspace that reads well: whether its templates compile, its drivers are there.
@FunctionalInterface
public interface Inspection {
    /// Every problem found; none when all is well.
    List<Problem> inspect(Workspace workspace);
}
