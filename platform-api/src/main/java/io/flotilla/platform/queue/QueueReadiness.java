package io.flotilla.platform.queue;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready once the topics are there.
@Readiness
@ApplicationScoped
class QueueReadiness implements HealthCheck {
    private final Queue queue;

    QueueReadiness(Queue queue) {
        this.queue = queue;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("queue").status(queue.ready()).build();
    }
}
