package io.flotilla.platform.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "flotilla.operator")
interface OperatorConfig {
    /// The claim that lists a person's roles or groups: names of nested objects, with slashes between.
    @WithDefault("realm_access/roles")
    String claim();

    /// What it holds for an operator of the platform.
    @WithDefault("operator")
    String value();
}
