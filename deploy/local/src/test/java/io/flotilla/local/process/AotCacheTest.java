package io.flotilla.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.local.process.Child.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {
    @TempDir
    Path folder;

    private Path jar;

    /// The program that is started: says a word and ends.
    static final class Greeter {
        private Greeter() {}

        public static void main(String[] arguments) {
            System.out.println("hello");
        }
    }

    @BeforeEach
    void pack() throws IOException {
        jar = folder.resolve("greeter.jar");
        var name = Greeter.class.getName().replace('.', '/') + ".class";
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Greeter.class.getName());
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var in = Greeter.class.getClassLoader().getResourceAsStream(name)) {
            out.putNextEntry(new JarEntry(name));
            in.transferTo(out);
        }
    }

    @Test
    void isMadeOfWhatAnEarlierRunRecorded() throws IOException {
        var first = cache();
        assertThat(first.flags()).contains("-XX:AOTMode=record");
        assertThat(run(first)).contains("hello");
        first.keep();
        assertThat(cache().flags()).as("recorded, not made yet").isEmpty();

        cache().make(Jvm.java("64m"), List.of("-jar", jar.toString()));

        var later = cache();
        assertThat(later.flags()).anyMatch(flag -> flag.startsWith("-XX:AOTCache="));
        assertThat(run(later)).contains("hello");
    }

    @Test
    void isNotMadeOfNothing() {
        cache().make(Jvm.java("64m"), List.of("-jar", jar.toString()));

        assertThat(cache().flags()).contains("-XX:AOTMode=record");
    }

    @Test
    void aRunThatWasKilledLeavesNothingToMakeItOf() {
        var killed = cache();
        killed.keep();

        assertThat(cache().flags()).contains("-XX:AOTMode=record");
    }

    @Test
    void aRecordThatCannotBeUsedIsThrownAway() throws IOException {
        var first = cache();
        run(first);
        first.keep();
        try (var files = Files.newDirectoryStream(folder.resolve("cache"), "*.aotconf")) {
            for (Path record : files) Files.writeString(record, "no record");
        }

        cache().make(Jvm.java("64m"), List.of("-jar", jar.toString()));

        assertThat(cache().flags()).contains("-XX:AOTMode=record");
    }

    @Test
    void anotherBuildHasACacheOfItsOwn() throws IOException {
        var first = cache();
        run(first);
        first.keep();

        Files.write(jar, new byte[] {0}, StandardOpenOption.APPEND);

        assertThat(cache().flags()).contains("-XX:AOTMode=record");
    }

    private AotCache cache() {
        return AotCache.of(folder.resolve("cache"), "greeter", jar);
    }

    private String run(AotCache cache) throws IOException {
        var command = new ArrayList<>(Jvm.java("64m"));
        command.addAll(cache.flags());
        command.addAll(List.of("-jar", jar.toString()));
        var log = Files.createTempFile(folder, "run", ".log");
        Child.start(command, Map.of(), log, Signal.TERM).onExit().join();
        return Files.readString(log);
    }
}
