package io.flotilla.engine.model.seat;

import static java.util.Objects.requireNonNull;

/// For whom attempts are made: tenants share a model by their weights, and a tenant's apps share what is the tenant's
/// equally.
///
/// @param weight how much of a crowded model this tenant gets, compared with the others; at least 1
public record Claimant(String tenant, int weight, String app) {
    public Claimant {
        requireNonNull(tenant, "tenant");
        requireNonNull(app, "app");
        if (weight < 1) throw new IllegalArgumentException("a weight below 1");
    }
}
