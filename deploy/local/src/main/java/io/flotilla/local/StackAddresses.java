package io.flotilla.local;

import java.util.List;

/// Where the parts of a stack answer.
record StackAddresses(
        List<String> platforms, String model, String issuer, String kafka, String database, String demoDatabase) {
    StackAddresses {
        platforms = List.copyOf(platforms);
    }
}
