package io.flotilla.worker.run;

/// This start of this worker.
public record WorkerId(String value) {}
