package io.flotilla.worker.bind;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long models are waited for, and when one is left alone.
@ConfigMapping(prefix = "flotilla.model")
interface ModelConfig {
    /// Until the connection stands.
    @WithDefault("10s")
    Duration connect();

    /// Until the first piece of a stream.
    @WithDefault("90s")
    Duration firstFrame();

    /// From one piece of a stream to the next.
    @WithDefault("60s")
    Duration nextFrame();

    /// Until the end of an answer, streamed or not.
    @WithDefault("10m")
    Duration total();

    /// The largest answer, in bytes.
    @WithDefault("8388608")
    int maxBytes();

    /// How many of a model's latest attempts are looked at; when half of them failed by its provider's fault, it is
    /// left alone.
    @WithDefault("20")
    int breakerWindow();

    /// For how long it is left alone.
    @WithDefault("10s")
    Duration breakerOpen();

    /// How many retries a hundred attempts at a model pay for.
    @WithDefault("20")
    int retriesPerHundred();

    /// How many attempts a model of which nothing is known gets at once; from there on its answers decide.
    @WithDefault("32")
    int seatsFirst();

    /// How many it gets at most.
    @WithDefault("512")
    int seatsMost();

    /// How many models are remembered.
    @WithDefault("10000")
    int remembered();
}
