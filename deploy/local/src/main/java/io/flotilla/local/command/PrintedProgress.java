package io.flotilla.local.command;

import io.flotilla.local.PartReport;
import io.flotilla.local.PartState;
import io.flotilla.local.Progress;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Tells people on the terminal what happens.
final class PrintedProgress implements Progress {
    private final PrintStream out;
    private final List<String> held = new ArrayList<>();
    private boolean holding;

    PrintedProgress(PrintStream out) {
        this.out = out;
    }

    /// Keeps back what happens from now on, because something else is being printed.
    synchronized void hold() {
        holding = true;
    }

    /// Tells what was kept back, and what happens from now on at once.
    synchronized void release() {
        holding = false;
        held.forEach(out::println);
        held.clear();
    }

    @Override
    public void note(String what) {
        tell("  ... " + what);
    }

    @Override
    public void moved(PartReport part) {
        switch (part.state()) {
            case READY ->
                tell("  %-11s ready after %5.1f s   %s".formatted(part.name(), part.millis() / 1000.0, part.address()));
            case RESTARTING -> tell("  %-11s ended unexpectedly: starting it again".formatted(part.name()));
            case FAILED -> tell("  %-11s could not be started".formatted(part.name()));
            case STARTING, STOPPED -> {
                // the line about how it went follows
            }
        }
    }

    static String word(PartState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private synchronized void tell(String line) {
        if (holding) held.add(line);
        else out.println(line);
    }
}
