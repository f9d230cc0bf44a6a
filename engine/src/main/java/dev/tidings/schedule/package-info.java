/// **schedule**: when something is due. Cron in five dialects, fixed periods, single instants, unions and
/// exclusions; what to do with an instant that comes late; and the timetable that says who is next.
///
/// A [Schedule][dev.tidings.schedule.Schedule] gives instants and knows nothing of mail, stores or YAML.
/// Nothing here reads a clock: time is always handed in, so every answer can be asked again. Two kinds of
/// time meet here and are kept apart: *civil* time is what a wall clock shows (seconds of a local
/// calendar, no offset), *real* time is seconds since the epoch. Only `CivilTime` turns one into the
/// other, and only there does daylight saving exist.
///
/// May import: the JDK.
@NullMarked
package dev.tidings.schedule;

import org.jspecify.annotations.NullMarked;
