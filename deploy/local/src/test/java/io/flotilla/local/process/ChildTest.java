package io.flotilla.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flotilla.local.process.Child.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
    @TempDir
    Path folder;

    @Test
    void aChildEndsWhenItsParentIsKilled() throws Exception {
        var parent = new ProcessBuilder(
                        Jvm.HOME.resolve("bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        folder.resolve("log").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long child = Long.parseLong(parent.inputReader().readLine());
        assertThat(ProcessHandle.of(child)).isPresent();

        parent.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> ProcessHandle.of(child).isEmpty());
    }

    // By TERM: a background job of a shell without job control ignores INT, and so do its children
    @Test
    void aStoppedChildIsAskedByItsSignal() {
        var child = shell("trap 'echo asked; exit 0' TERM; echo ready; while :; do sleep 0.1; done");
        await().until(() -> child.logTail().contains("ready"));

        child.stop();

        assertThat(child.isAlive()).isFalse();
        assertThat(child.logTail()).contains("asked");
    }

    @Test
    void aKilledChildIsNotAsked() {
        var child = shell("trap 'echo asked; exit 0' TERM; while :; do sleep 0.1; done");

        child.kill();

        assertThat(child.isAlive()).isFalse();
        assertThat(child.logTail()).doesNotContain("asked");
    }

    @Test
    void leftoversAreFoundByTheirOwnCommandLine() {
        var mark = "mark-" + Secrets.random(8);
        var child = Child.start(List.of("sh", "-c", "while :; do sleep 0.1; done", mark), Map.of(), log(), Signal.TERM);
        await().until(() ->
                !Leftovers.find(arguments -> arguments.contains(mark)).isEmpty());

        boolean found = Leftovers.stop(Leftovers.find(arguments -> arguments.contains(mark)), Signal.TERM);

        assertThat(found).isTrue();
        await().until(() -> !child.isAlive());
    }

    private Child shell(String script) {
        return Child.start(List.of("sh", "-c", script + " # loop"), Map.of(), log(), Signal.TERM);
    }

    private Path log() {
        return folder.resolve("child.log");
    }

    private static ProcessHandle handle(Child child) {
        return ProcessHandle.of(child.pid()).orElseThrow();
    }

    /// A process that has a child and says which.
    static final class Parent {
        public static void main(String[] arguments) throws Exception {
            var child = Child.start(List.of("sleep", "600"), Map.of(), Path.of(arguments[0]), Signal.TERM);
            System.out.println(child.pid());
            new CountDownLatch(1).await();
        }
    }
}
