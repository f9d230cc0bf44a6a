package dev.tidings.server.web;

import io.javalin.http.Handler;

/// A further page from another room, such as `/metrics`. Asked for with GET; needs the token as everything
/// does, but for `/metrics` itself, which says nothing of people.
///
/// @param path from `/` on
public record Extra(String path, Handler handler) {}
