package io.flotilla.bench;

import io.flotilla.acceptance.Api;

/// The stack that `./flotilla up` started, as the launcher hands it over: the variables of `.flotilla/local.env`.
///
/// @param kafkaBootstrap where its broker listens
record RunningStack(Api api, String kafkaBootstrap) {
    static RunningStack find() {
        return new RunningStack(
                new Api(variable("FLOTILLA_URL"), variable("FLOTILLA_API_KEY")), variable("FLOTILLA_KAFKA_BOOTSTRAP"));
    }

    /// One of the stack's variables.
    static String variable(String name) {
        var value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(name + " is not set: start the stack with ./flotilla up --detach");
        }
        return value;
    }
}
