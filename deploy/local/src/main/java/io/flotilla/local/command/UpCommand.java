package io.flotilla.local.command;

import io.flotilla.local.LocalEnv;
import io.flotilla.local.LocalStack;
import io.flotilla.local.StackLock;
import io.flotilla.local.StackState;
import io.flotilla.local.demo.Demo;
import io.flotilla.local.demo.DemoRun;
import io.flotilla.local.process.Await;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Starts everything, seeds it, runs the demo app.
@Command(
        name = "up",
        description = {
            "Start PostgreSQL, Kafka, Keycloak, the sandbox model, the platform and its workers on this machine,",
            "seed a demo tenant and run its app. Stays in the foreground until Ctrl-C, which stops all."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nA real model instead of the sandbox: set these for `up`%n",
        footer = {
            "  FLOTILLA_OPENAI_BASE_URL   any OpenAI-compatible server, such as https://models.example.com/v1",
            "  FLOTILLA_OPENAI_API_KEY    its key",
            "  FLOTILLA_OPENAI_MODEL      the server's name of the model; without it, the first it lists"
        })
final class UpCommand implements Callable<Integer> {
    private static final Duration OTHERS_START = Duration.ofMinutes(6);

    @Mixin
    FolderOption where = new FolderOption();

    @Mixin
    StackOption what = new StackOption();

    @Option(names = "--detach", description = "Return when everything is ready; ./flotilla down stops it.")
    boolean detach;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws Exception {
        var folder = where.folder();
        if (StackLock.isHeld(folder)) return alreadyUp(folder);
        var options = what.in(folder);
        long from = System.nanoTime();
        out.printf("Flotilla starts; its data are in %s%n", folder);
        if (detach) {
            try (var stack = Detached.start(folder, what.arguments(), out)) {
                greet(folder, from, stack::awaitSignIn);
            }
            return 0;
        }
        var progress = new PrintedProgress(out);
        var stack = LocalStack.startServing(options, progress);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAll(stack)));
        progress.hold(); // not into the demo's answer
        greet(folder, from, () -> {
            progress.release();
            stack.awaitSignIn();
        });
        out.println("Ctrl-C stops everything.");
        stack.train();
        new CountDownLatch(1).await();
        return 0;
    }

    // The demo needs sign-in only the first time, when its tenant is made: after that its answer does not wait for
    // Keycloak
    private void greet(Path folder, long from, Runnable signIn) {
        Demo.seed(folder, System.getenv(), signIn);
        DemoRun.show(folder, out);
        out.printf("%nThis took %.1f s.%n", seconds(from));
        signIn.run();
        showDoors(folder);
        out.printf("Ready after %.1f s.%n", seconds(from));
    }

    private static double seconds(long from) {
        return (System.nanoTime() - from) / 1e9;
    }

    private int alreadyUp(Path folder) {
        boolean ready =
                Await.until(OTHERS_START, Duration.ofMillis(500), () -> isReady(folder) || !StackLock.isHeld(folder));
        if (!ready || !isReady(folder)) {
            throw new IllegalStateException(
                    "another start in %s did not succeed; its log is %s".formatted(folder, Detached.log(folder)));
        }
        out.println("Flotilla is up already.");
        showDoors(folder);
        return 0;
    }

    private void showDoors(Path folder) {
        var stack = LocalEnv.read(folder);
        out.printf("%nConsole and API: %s%n", stack.get("FLOTILLA_URL"));
        out.printf("Demo sign-in:    %s  %s%n", stack.get("FLOTILLA_ADMIN_USER"), stack.get("FLOTILLA_ADMIN_PASSWORD"));
        out.printf("Everything else: set -a; . %s; set +a%n%n", LocalEnv.file(folder));
    }

    private void stopAll(LocalStack stack) {
        out.printf("%nStopping ...%n");
        stack.close();
        out.println("Stopped. Data are kept; ./flotilla up starts again, ./flotilla reset deletes them.");
    }

    private static boolean isReady(Path folder) {
        return StackState.read(folder).filter(StackState::ready).isPresent();
    }
}
