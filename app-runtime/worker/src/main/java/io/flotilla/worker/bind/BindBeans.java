package io.flotilla.worker.bind;

import io.flotilla.engine.address.AddressPolicy;
import io.flotilla.engine.address.GuardedLookup;
import io.flotilla.engine.address.HostLookup;
import io.flotilla.engine.connector.http.HttpConnectors;
import io.flotilla.engine.connector.sql.SqlConnectors;
import io.flotilla.engine.control.RunClock;
import io.flotilla.engine.model.http.HttpChatModels;
import io.flotilla.engine.model.http.ModelLimits;
import io.flotilla.engine.model.probe.ModelProbe;
import io.flotilla.messages.secret.KeyRing;
import io.flotilla.messages.secret.SecretOpener;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/// What all bindings share.
final class BindBeans {
    @Produces
    @Singleton
    static SecretOpener secretOpener(BindConfig config) {
        return new SecretOpener(KeyRing.of(config.keyFile()));
    }

    @Produces
    @Singleton
    static GuardedLookup guardedLookup(BindConfig config) {
        var allowed = config.allowAddresses().orElse(List.of());
        return new GuardedLookup(AddressPolicy.alsoAllowing(allowed), HostLookup.SYSTEM);
    }

    @Produces
    @Singleton
    static HttpChatModels chatModels(GuardedLookup hosts, ModelConfig config, RunClock clock) {
        var limits = new ModelLimits(
                config.connect(), config.firstFrame(), config.nextFrame(), config.total(), config.maxBytes());
        return new HttpChatModels(hosts, limits, clock);
    }

    @Produces
    @Singleton
    static ModelProbe modelProbe(GuardedLookup hosts, RunClock clock) {
        return new ModelProbe(hosts, clock);
    }

    static void close(@Disposes ModelProbe probe) {
        probe.close();
    }

    @Produces
    @Singleton
    static HttpConnectors httpConnectors(GuardedLookup hosts, RunClock clock) {
        return new HttpConnectors(hosts, clock);
    }

    static void close(@Disposes HttpConnectors connectors) {
        connectors.close();
    }

    @Produces
    @Singleton
    static SqlConnectors sqlConnectors(GuardedLookup hosts, RunClock clock) {
        return new SqlConnectors(hosts, clock);
    }

    static void close(@Disposes SqlConnectors connectors) {
        connectors.close();
    }

    static void close(@Disposes HttpChatModels models) {
        models.close();
    }
}
