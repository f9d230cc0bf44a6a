package dev.tidings.workspace;

import dev.tidings.notification.Workspace;
import java.util.*;

public record Reading(Optional<Workspace> workspace, List<Problem> problems) {}
