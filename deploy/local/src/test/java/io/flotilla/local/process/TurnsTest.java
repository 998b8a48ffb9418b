package io.flotilla.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnsTest {
    @TempDir
    Path folder;

    @Test
    void threadsOfOneProcessWaitForEachOther() throws Exception {
        var file = folder.resolve("work.lock");
        var done = new ArrayList<String>(); // not safe for threads on purpose: only turns keep it whole
        Callable<Void> work = () -> {
            Turns.alone(file, () -> {
                done.add("begins");
                Files.writeString(folder.resolve("work"), "in hand");
                done.add("ends");
            });
            return null;
        };

        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var each : threads.invokeAll(List.of(work, work, work, work))) each.get();
        }

        assertThat(done).containsExactly("begins", "ends", "begins", "ends", "begins", "ends", "begins", "ends");
    }
}
