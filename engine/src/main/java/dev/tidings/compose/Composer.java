package dev.tidings.compose;

import dev.tidings.notification.*;
import java.util.List;

public interface Composer {
    List<Composition> compose(Notification n, Occurrence o, Stage s, List<Addressee> a);
}
