package io.flotilla.local.command;

import io.flotilla.local.PartReport;
import io.flotilla.local.PartState;
import io.flotilla.local.Progress;
import java.io.PrintStream;
import java.util.Locale;

/// Tells people on the terminal what happens.
final class PrintedProgress implements Progress {
    private final PrintStream out;

    PrintedProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void note(String what) {
        out.println("  ... " + what);
    }

    @Override
    public void moved(PartReport part) {
        switch (part.state()) {
            case READY ->
                out.printf("  %-11s ready after %5.1f s   %s%n", part.name(), part.millis() / 1000.0, part.address());
            case RESTARTING -> out.printf("  %-11s ended unexpectedly: starting it again%n", part.name());
            case FAILED -> out.printf("  %-11s could not be started%n", part.name());
            case STARTING, STOPPED -> {
                // the line about how it went follows
            }
        }
    }

    static String word(PartState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
