package dev.tidings.roadtest;

/// Something that an expert looks for: `cipher`, `TLS_AES_256_GCM_SHA384`.
public record Fact(String name, String value) {}
