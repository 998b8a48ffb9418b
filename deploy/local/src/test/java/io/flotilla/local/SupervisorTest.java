package io.flotilla.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flotilla.local.process.Child;
import io.flotilla.local.process.Child.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    @TempDir
    Path folder;

    private final AtomicReference<Child> running = new AtomicReference<>();
    private final Supervisor supervisor = new Supervisor(List.of(sleeper()), report -> {});

    @AfterEach
    void stop() {
        if (running.get() != null) supervisor.kill("sleeper");
    }

    @Test
    void startsAgainWhatEndsByItself() {
        supervisor.start("sleeper");
        long first = report().pid();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> report().state() == PartState.READY && report().pid() != first && report().pid() != 0);
        assertThat(report().restarts()).isEqualTo(1);
    }

    @Test
    void whatIsKilledStaysDownUntilItIsStarted() {
        supervisor.start("sleeper");

        supervisor.kill("sleeper");

        assertThat(report().state()).isEqualTo(PartState.STOPPED);
        assertThat(report().pid()).isZero();
        supervisor.start("sleeper");
        assertThat(report().state()).isEqualTo(PartState.READY);
        assertThat(report().restarts()).isZero();
    }

    @Test
    void whatCannotStartIsReportedAndToldToTheCaller() {
        var broken = new Part(
                "broken",
                "nowhere",
                () -> {
                    throw new IllegalStateException("no disk");
                },
                () -> {},
                () -> {},
                running::get);
        var other = new Supervisor(List.of(broken), report -> {});

        assertThatThrownBy(() -> other.start("broken")).hasMessage("no disk");
        assertThat(other.reports().getFirst().state()).isEqualTo(PartState.FAILED);
    }

    private PartReport report() {
        return supervisor.reports().getFirst();
    }

    private Part sleeper() {
        return new Part(
                "sleeper",
                "nowhere",
                this::sleep,
                () -> running.get().stop(),
                () -> running.get().kill(),
                running::get);
    }

    private void sleep() {
        running.set(Child.start(List.of("sleep", "600"), Map.of(), folder.resolve("log"), Signal.TERM));
    }
}
