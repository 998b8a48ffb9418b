package io.flotilla.messages;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/// The JSON envelope of [CloudEvents 1.0](https://github.com/cloudevents/spec), structured mode.
public record CloudEvent<T>(
        String specversion,
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        String datacontenttype,
        T data) {
    public CloudEvent {
        requireNonNull(id, "id");
        requireNonNull(type, "type");
        requireNonNull(data, "data");
        if (!"1.0".equals(specversion)) {
            throw new IllegalArgumentException("CloudEvents 1.0 is read, not " + specversion);
        }
    }

    /// The envelope of one usage event; its id is the call's, so that whoever sees it twice can tell.
    public static CloudEvent<UsageRecorded> of(UsageRecorded usage) {
        return new CloudEvent<>(
                "1.0",
                usage.call().id().toString(),
                "/flotilla/worker",
                "io.flotilla.usage.recorded.v1",
                usage.ref().invocationId().toString(),
                usage.at(),
                "application/json",
                usage);
    }
}
