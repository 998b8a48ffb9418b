package io.flotilla.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Command lines of child JVMs: the JDK this process runs on, small and quick to start.
public final class Jvm {
    /// The JDK of this process.
    public static final Path HOME = Path.of(System.getProperty("java.home"));

    private Jvm() {}

    /// `java` with a heap limit and the flags every JVM of the stack gets, to be continued.
    public static List<String> java(String heap) {
        return new ArrayList<>(List.of(
                HOME.resolve("bin/java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED"));
    }
}
