package dev.tidings.server.api;

import dev.tidings.audience.SourceFailure;
import dev.tidings.deliver.State;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.mail.Address;
import dev.tidings.notification.Notification;
import dev.tidings.run.Rehearsal;
import dev.tidings.server.House;
import dev.tidings.server.answer.Answers;
import dev.tidings.server.answer.Json;
import dev.tidings.server.answer.RoadAnswer;
import dev.tidings.workspace.Reading;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// The routes of `/api/v1`.
public final class Api {
    static final String ROOT = "/api/v1";

    private static final int IDS_MAX = 10_000;
    private static final int USUAL = 100;

    private final House house;
    private final EventStream stream;

    public Api(House house, Live live) {
        this.house = house;
        this.stream = new EventStream(live);
    }

    public void add(RoutesConfig routes) {
        routes.get(ROOT + "/status", context -> say(context, answers().status()));
        routes.get(ROOT + "/problems", context -> say(context, answers().problems()));
        routes.get(ROOT + "/explain", context -> say(context, answers().explain(required(context, "of"))));
        routes.post(ROOT + "/reload", this::reload);
        routes.get(ROOT + "/roads", context -> say(context, answers().roads()));
        routes.get(ROOT + "/roads/{name}", this::road);
        routes.post(ROOT + "/roads/{name}/open", this::open);
        routes.post(ROOT + "/roads/{name}/try", this::tryOut);
        routes.get(ROOT + "/events", stream::open);
        addNotifications(routes);
        addOccurrences(routes);
        addDeliveries(routes);
        new FiringRoutes(house).add(routes);
        new TranscriptRoutes(house).add(routes);
        new SuppressionRoutes(house).add(routes);
        new TransportRoutes(house).add(routes);
        new NodeRoutes(house).add(routes);
        new ReturnedRoutes(house).add(routes);
    }

    private void addNotifications(RoutesConfig routes) {
        String one = ROOT + "/notifications/{id}";
        routes.get(ROOT + "/notifications", context -> say(context, answers().notifications()));
        routes.get(one, this::notification);
        routes.get(one + "/plan", this::plan);
        routes.get(one + "/preview", this::preview);
    }

    private void addOccurrences(RoutesConfig routes) {
        String one = ROOT + "/occurrences/{id}";
        routes.get(ROOT + "/occurrences", this::occurrences);
        routes.get(one, this::occurrence);
        routes.get(one + "/deliveries", this::deliveries);
        routes.post(one + "/retry", context -> decide(context, house.tidings().decisions()::retryAll));
        routes.post(one + "/cancel", context -> decide(context, house.tidings().decisions()::cancel));
    }

    private void addDeliveries(RoutesConfig routes) {
        routes.get(ROOT + "/failures", context -> say(context, answers().failures(Asked.page(context, USUAL))));
        routes.get(ROOT + "/deliveries/{id}", this::delivery);
        routes.post(
                ROOT + "/deliveries/retry",
                context -> decideAll(context, house.tidings().decisions()::retry));
        routes.post(
                ROOT + "/deliveries/skip",
                context -> decideAll(context, house.tidings().decisions()::skip));
    }

    private Answers answers() {
        return house.answers();
    }

    private void notification(Context context) {
        String id = context.pathParam("id");
        say(context, answers().notification(id).orElseThrow(() -> Refusal.unknown("notification", id)));
    }

    private void plan(Context context) throws SourceFailure {
        Notification notification = declared(context);
        Rehearsal.Plan plan = house.tidings()
                .rehearsal()
                .plan(notification, Asked.instant(context, "at", house.clock().instant()), Asked.most(context, 20));
        say(context, Planned.of(plan));
    }

    private void preview(Context context) throws SourceFailure {
        Notification notification = declared(context);
        Optional<Address> as = Asked.text(context, "as").map(text -> Asked.address("as", text));
        Rehearsal.Line.Mail mail = house.tidings()
                .rehearsal()
                .preview(
                        notification,
                        as,
                        Asked.instant(context, "at", house.clock().instant()))
                .orElseThrow(() -> new Refusal(
                        404,
                        as.map(each -> each + " is not in the audience.").orElse("The audience is empty."),
                        "Leave out \"as\" for the first person of the audience."));
        say(context, Previewed.of(mail));
    }

    private Notification declared(Context context) {
        String id = context.pathParam("id");
        return house.tidings().workspace().notification(id).orElseThrow(() -> Refusal.unknown("notification", id));
    }

    private void occurrences(Context context) {
        say(
                context,
                answers()
                        .occurrences(
                                Asked.text(context, "notification"),
                                Asked.words(context, "standing", Standing.class, Standing::of),
                                Asked.page(context, USUAL)));
    }

    private void occurrence(Context context) {
        long id = Asked.id(context);
        say(context, answers().occurrence(id).orElseThrow(() -> Refusal.unknown("occurrence", "" + id)));
    }

    private void deliveries(Context context) {
        long id = known(context);
        say(
                context,
                answers()
                        .deliveries(
                                id, Asked.words(context, "state", State.class, State::of), Asked.page(context, USUAL)));
    }

    private long known(Context context) {
        long id = Asked.id(context);
        if (house.tidings().history().occurrence(id).isEmpty()) {
            throw Refusal.unknown("occurrence", "" + id);
        }
        return id;
    }

    private void delivery(Context context) {
        long id = Asked.id(context);
        say(context, answers().delivery(id).orElseThrow(() -> Refusal.unknown("delivery", "" + id)));
    }

    /// @param changed how many deliveries
    record Decided(int changed) {}

    @FunctionalInterface
    private interface OfOccurrence {
        int apply(long occurrence);
    }

    private void decide(Context context, OfOccurrence decision) {
        say(context, new Decided(decision.apply(known(context))));
    }

    record Ids(@Nullable List<@Nullable Long> ids) {
        List<Long> given() {
            if (ids == null || ids.isEmpty() || ids.size() > IDS_MAX || ids.contains(null)) {
                throw new Refusal(
                        400, "ids: 1 to " + IDS_MAX + " deliveries are decided at once.", "Send {\"ids\": [1, 2, 3]}.");
            }
            return ids.stream().flatMap(Stream::ofNullable).toList();
        }
    }

    private void decideAll(Context context, ToIntFunction<Collection<Long>> decision) {
        List<Long> ids = body(context, Ids.class).orElse(new Ids(List.of())).given();
        say(context, new Decided(decision.applyAsInt(ids)));
    }

    /// @param inForce     the revision of the workspace from now on
    /// @param atNextStart keys of `tidings.yaml` that were changed and take effect at the next start
    record Reload(boolean accepted, String inForce, List<?> problems, List<String> atNextStart) {}

    private void reload(Context context) throws InterruptedException {
        Reading reading = house.tidings().reload();
        boolean accepted = reading.problems().isEmpty() && reading.workspace().isPresent();
        context.status(accepted ? 200 : 409);
        say(
                context,
                new Reload(
                        accepted,
                        house.tidings().workspace().revision().hash(),
                        answers().problems(),
                        house.tidings().atNextStart()));
    }

    private void open(Context context) {
        String name = context.pathParam("name");
        if (!house.tidings().decisions().open(name)) {
            throw Refusal.unknown("road", name);
        }
        context.status(204);
    }

    private void road(Context context) {
        say(context, declaredRoad(context));
    }

    private void tryOut(Context context) {
        house.tidings().decisions().tryOut(declaredRoad(context).name());
        context.status(204);
    }

    private RoadAnswer declaredRoad(Context context) {
        String name = context.pathParam("name");
        return answers().road(name).orElseThrow(() -> Refusal.unknown("road", name));
    }

    private static String required(Context context, String name) {
        return Asked.text(context, name)
                .orElseThrow(() -> new Refusal(400, name + " is missing.", "Add ?" + name + "=… to the address."));
    }

    static <T> Optional<T> body(Context context, Class<T> type) {
        String body = context.body();
        try {
            return body.isBlank() ? Optional.empty() : Optional.ofNullable(Json.MAPPER.readValue(body, type));
        } catch (JacksonException malformed) {
            throw new Refusal(
                    400,
                    "The body cannot be read: " + why(malformed) + ".",
                    "Send JSON with the fields of the documentation and no others.");
        }
    }

    /// In words of the API: the library's own name Java classes.
    private static String why(JacksonException malformed) {
        String place = malformed.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining(" "));
        return switch (malformed) {
            case UnrecognizedPropertyException unknown ->
                "there is no field \"%s\"".formatted(unknown.getPropertyName());
            case DatabindException other when !place.isEmpty() -> place + " is of another kind than expected";
            case DatabindException other -> "it is of another kind than expected";
            default -> "it is not JSON, or not one document of it";
        };
    }

    static void say(Context context, Object answer) {
        context.contentType("application/json").result(Json.MAPPER.writeValueAsBytes(answer));
    }
}
