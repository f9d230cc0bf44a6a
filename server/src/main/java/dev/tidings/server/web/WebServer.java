package dev.tidings.server.web;

import dev.tidings.audience.SourceFailure;
import dev.tidings.ledger.StoreAway;
import dev.tidings.notification.Settings.Listen;
import dev.tidings.server.House;
import dev.tidings.server.answer.Json;
import dev.tidings.server.api.Api;
import dev.tidings.server.api.Health;
import dev.tidings.server.api.Live;
import dev.tidings.server.api.Refusal;
import dev.tidings.server.console.Console;
import dev.tidings.server.feedback.FeedbackDoor;
import dev.tidings.server.leave.LeavePages;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Console and API on one port of this machine.
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final long REQUEST_OCTETS_MAX = 256 * 1024;
    /// Of a list that a person hands in.
    private static final long UPLOAD_MB_MAX = 50;
    /// They only accept and select; requests run on virtual threads.
    private static final int THREADS_MAX = 8;

    private final Javalin javalin;
    private final Live live;

    private WebServer(Javalin javalin, Live live) {
        this.javalin = javalin;
        this.live = live;
    }

    /// Listens, with nobody to tell what changes: pages are as fresh as their last reading.
    public static WebServer start(House house, Listen listen) throws IOException {
        return start(house, listen, new Live(), List.of());
    }

    /// Listens.
    ///
    /// @param live  hears of the engine's events; belongs among its listeners
    /// @param extra pages from other rooms
    /// @throws IOException in a sentence for people: the port is taken, or the host is not this machine alone
    public static WebServer start(House house, Listen listen, Live live, List<Extra> extra) throws IOException {
        return start(house, listen, live, extra, Optional.empty());
    }

    /// As above.
    ///
    /// @param feedback where providers tell what became of mail
    public static WebServer start(
            House house, Listen listen, Live live, List<Extra> extra, Optional<FeedbackDoor> feedback)
            throws IOException {
        requireLoopback(listen);
        Console console = new Console(house);
        Javalin javalin = Javalin.create(config -> {
            shape(config);
            new Guard(Keys.of(house.token()), listen.host()).add(config.routes);
            StoreGuard store = new StoreGuard(house.storeHealth());
            store.add(config.routes);
            new Health(house).add(config.routes);
            new LeavePages(house).add(config.routes);
            feedback.ifPresent(door -> door.add(config.routes));
            new Api(house, live).add(config.routes);
            console.add(config.routes);
            extra.forEach(each -> config.routes.get(each.path(), each.handler()));
            addRefusals(config, console);
            config.routes.exception(
                    StoreAway.class, (away, context) -> refuse(store.unread(away, context), context, console));
        });
        try {
            return new WebServer(javalin.start(listen.host(), listen.port()), live);
        } catch (JavalinBindException taken) {
            throw new IOException(
                    "Port %d of %s is taken, perhaps by another Tidings. Stop that one, or set another port in tidings.yaml: web: { listen: %s:%d }"
                            .formatted(listen.port(), listen.host(), listen.host(), listen.port() + 1),
                    taken);
        }
    }

    private static void requireLoopback(Listen listen) throws IOException {
        try {
            if (InetAddress.getByName(listen.host()).isLoopbackAddress()) {
                return;
            }
        } catch (UnknownHostException unknown) {
            throw new IOException(
                    "web.listen: there is no host \"%s\". Use 127.0.0.1.".formatted(listen.host()), unknown);
        }
        throw new IOException(
                "web.listen: %s can be reached from other machines, and there is no sign-in yet. Use 127.0.0.1, and an SSH tunnel from elsewhere: ssh -L %d:127.0.0.1:%d <this machine>"
                        .formatted(listen.host(), listen.port(), listen.port()));
    }

    private static void shape(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = REQUEST_OCTETS_MAX;
        config.http.strictContentTypes = true;
        config.jetty.multipartConfig.maxFileSize(UPLOAD_MB_MAX, SizeUnit.MB);
        config.jetty.multipartConfig.maxTotalRequestSize(UPLOAD_MB_MAX, SizeUnit.MB);
        config.jetty.threadPool = threads();
        config.jetty.modifyServer(server -> server.setErrorHandler(new Unreadable()));
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(16 * 1024);
        });
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS_MAX, 1);
        threads.setName("web");
        threads.setReservedThreads(0);
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("request"));
        return threads;
    }

    private static void addRefusals(JavalinConfig config, Console console) {
        config.routes.exception(Refusal.class, (refusal, context) -> refuse(refusal, context, console));
        config.routes.exception(HttpResponseException.class, (other, context) -> refuse(of(other), context, console));
        config.routes.exception(SourceFailure.class, (failure, context) -> refuse(of(failure), context, console));
        // Whoever asked has gone away.
        config.routes.exception(EofException.class, (gone, context) -> {});
        config.routes.exception(Exception.class, (mistake, context) -> {
            LOG.error("{} {} could not be answered", context.method(), context.path(), mistake);
            refuse(new Refusal(500, "This could not be answered.", "The log says why."), context, console);
        });
    }

    private static Refusal of(HttpResponseException other) {
        return switch (other.getStatus()) {
            case 404 -> new Refusal(404, "There is nothing here.", "Start from the overview.");
            case 413 -> new Refusal(413, "This is too large.", "Send at most %d octets.".formatted(REQUEST_OCTETS_MAX));
            default -> new Refusal(other.getStatus(), String.valueOf(other.getMessage()), "Look at the documentation.");
        };
    }

    private static Refusal of(SourceFailure failure) {
        return new Refusal(
                502, "The audience could not be drawn: " + failure.getMessage(), "Mend the source, then try again.");
    }

    private static void refuse(Refusal refusal, Context context, Console console) {
        if (context.res().isCommitted()) {
            return;
        }
        context.status(refusal.status());
        if (LeavePages.isLink(context.path()) || FeedbackDoor.isAt(context.path())) {
            // A stranger learns nothing about the house.
            context.contentType("text/plain; charset=utf-8").result(refusal.error() + "\n\n" + refusal.mend() + "\n");
        } else if (context.path().startsWith("/api/")) {
            context.contentType("application/json").result(Json.MAPPER.writeValueAsBytes(refusal.body()));
        } else {
            console.refuse(refusal, context);
        }
    }

    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        live.dismiss();
        javalin.stop();
    }
}
