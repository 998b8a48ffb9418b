package io.flotilla.platform.testing;

import io.flotilla.local.TestStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Starts what the platform needs and tells it where that is.
public class PlatformServices implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        var environment = new HashMap<>(TestStack.get().environment());
        environment.put("FLOTILLA_OIDC_ISSUER", SignInServer.start());
        environment.put("FLOTILLA_OIDC_CONSOLE_SECRET", UUID.randomUUID().toString());
        return environment;
    }

    @Override
    public void stop() {
        SignInServer.stop();
    }
}
