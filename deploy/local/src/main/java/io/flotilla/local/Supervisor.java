package io.flotilla.local;

import io.flotilla.local.process.Child;
import io.flotilla.local.process.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Starts parts, watches them, and starts again what ended without being told to, each time after a longer pause.
final class Supervisor {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    private final Map<String, Post> posts = new LinkedHashMap<>();
    private final Consumer<PartReport> changed;

    /// @param changed told whenever a part's state moves
    Supervisor(List<Part> parts, Consumer<PartReport> changed) {
        this.changed = changed;
        for (Part part : parts) posts.put(part.name(), new Post(part));
    }

    /// Returns when the part is ready.
    void start(String name) {
        post(name).start();
    }

    /// Ends the part in good order; it stays down until it is started.
    void stop(String name) {
        var post = post(name);
        post.end(post.part.stop());
    }

    /// Ends the part at once; it stays down until it is started.
    void kill(String name) {
        var post = post(name);
        post.end(post.part.kill());
    }

    List<PartReport> reports() {
        return posts.values().stream().map(Post::report).toList();
    }

    List<String> names() {
        return new ArrayList<>(posts.keySet());
    }

    private Post post(String name) {
        var post = posts.get(name);
        if (post == null) throw new IllegalArgumentException("no part " + name + "; there are " + posts.keySet());
        return post;
    }

    private final class Post {
        private final Part part;
        private volatile PartState state = PartState.STOPPED;
        private volatile boolean wanted;
        private volatile @Nullable Child child;
        private volatile long millis;
        private volatile int restarts;
        private volatile long readySince;
        private Duration pause = FIRST_PAUSE;

        Post(Part part) {
            this.part = part;
        }

        synchronized void start() {
            wanted = true;
            if (state == PartState.READY) return;
            move(PartState.STARTING);
            try {
                startNow();
            } catch (RuntimeException e) {
                wanted = false;
                move(PartState.FAILED);
                throw e;
            }
        }

        void end(Runnable how) {
            wanted = false; // before the lock: whoever is about to start the part again must see it
            if (state == PartState.STARTING) part.kill().run(); // so that nobody waits until it is ready
            synchronized (this) {
                how.run();
                move(PartState.STOPPED);
            }
        }

        PartReport report() {
            var running = child;
            long pid = running != null && running.isAlive() ? running.pid() : 0;
            return new PartReport(part.name(), state, part.address(), pid, millis, restarts);
        }

        private void startNow() {
            long from = System.nanoTime();
            part.start().run();
            var started = part.process().get();
            child = started;
            readySince = System.nanoTime();
            millis = (readySince - from) / 1_000_000;
            move(PartState.READY);
            started.onExit().thenRun(() -> Thread.ofVirtual().start(() -> ended(started)));
        }

        private void ended(Child gone) {
            synchronized (this) {
                if (!wanted || child != gone || state != PartState.READY) return;
                restarts++;
                if (System.nanoTime() - readySince > LONG_ENOUGH.toNanos()) pause = FIRST_PAUSE;
                move(PartState.RESTARTING);
            }
            while (wanted) {
                try {
                    Thread.sleep(pause);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
                synchronized (this) {
                    if (!wanted || state != PartState.RESTARTING) return;
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                    try {
                        startNow();
                        return;
                    } catch (RuntimeException again) {
                        System.err.printf("%s could not be started again: %s%n", part.name(), Reason.of(again));
                    }
                }
            }
        }

        private void move(PartState next) {
            state = next;
            changed.accept(report());
        }
    }
}
