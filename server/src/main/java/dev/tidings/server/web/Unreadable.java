package dev.tidings.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.server.answer.Json;
import dev.tidings.server.api.Refusal;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Answers requests that are refused before anybody of ours sees them: `%00` in a path, headers without end. In words of
/// ours, and nothing of the server behind them.
final class Unreadable implements Request.Handler {
    /// What Jetty calls it.
    private static final String NOWHERE = "/badMessage";

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = status(request);
        Refusal refusal = new Refusal(
                status,
                status < 500 ? "This request cannot be read." : "This could not be answered.",
                "Look at its address and its headers.");
        boolean toPrograms = toPrograms(request);
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, toPrograms ? "application/json" : "text/plain; charset=utf-8");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(toPrograms ? json(refusal) : text(refusal)), callback);
        return true;
    }

    /// Of what was given up in its first line nobody knows where it went: programs at least expect to be answered so.
    private static boolean toPrograms(Request request) {
        String path = String.valueOf(request.getHttpURI().getPath());
        return path.startsWith("/api/") || path.equals(NOWHERE);
    }

    private static int status(Request request) {
        return Optional.ofNullable(request.getAttribute(ErrorHandler.ERROR_STATUS))
                .filter(Integer.class::isInstance)
                .map(Integer.class::cast)
                .orElse(HttpStatus.BAD_REQUEST_400);
    }

    private static byte[] json(Refusal refusal) {
        return Json.MAPPER.writeValueAsBytes(refusal.body());
    }

    private static byte[] text(Refusal refusal) {
        return (refusal.error() + "\n\n" + refusal.mend() + "\n").getBytes(UTF_8);
    }
}
