package io.flotilla.worker;

import io.flotilla.worker.heartbeat.Heartbeats;
import io.flotilla.worker.intake.IntakeLoop;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready: the group has taken this worker in, and Kafka takes what it says.
@Readiness
class WorkerReadiness implements HealthCheck {
    private final IntakeLoop intake;
    private final Heartbeats heartbeats;

    WorkerReadiness(IntakeLoop intake, Heartbeats heartbeats) {
        this.intake = intake;
        this.heartbeats = heartbeats;
    }

    @Override
    public HealthCheckResponse call() {
        boolean joined = intake.hasJoined();
        boolean heard = heartbeats.areHeard();
        return HealthCheckResponse.named("worker")
                .withData("joined", joined)
                .withData("heard", heard)
                .status(joined && heard)
                .build();
    }
}
