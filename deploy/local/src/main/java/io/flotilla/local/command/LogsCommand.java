package io.flotilla.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flotilla.local.process.Logs;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Follows the logs.
@Command(
        name = "logs",
        description = "Show the last lines of the logs and follow them until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    @Mixin
    FolderOption where = new FolderOption();

    @Option(names = "--lines", paramLabel = "N", defaultValue = "20", description = "How many last lines. Default: 20.")
    int lines = 20;

    @Option(names = "--no-follow", description = "Only show the last lines.")
    boolean once;

    @Parameters(arity = "0..*", paramLabel = "PART", description = "Such as platform-1 or kafka. Default: all.")
    List<String> parts = List.of();

    @Override
    public Integer call() throws Exception {
        var logs = logs(where.folder().resolve("logs"));
        if (logs.isEmpty())
            throw new IllegalStateException(
                    "there are no such logs in " + where.folder().resolve("logs"));
        boolean several = logs.size() > 1;
        var places = new TreeMap<String, Long>();
        for (var log : logs.entrySet()) {
            var prefix = several ? log.getKey() + " | " : "";
            places.put(log.getKey(), Files.size(log.getValue()));
            Logs.tail(log.getValue(), lines).lines().forEach(line -> System.out.println(prefix + line));
        }
        while (!once) {
            Thread.sleep(200);
            for (var log : logs.entrySet()) {
                var prefix = several ? log.getKey() + " | " : "";
                places.put(log.getKey(), follow(log.getValue(), places.getOrDefault(log.getKey(), 0L), prefix));
            }
        }
        return 0;
    }

    private Map<String, Path> logs(Path folder) throws IOException {
        var logs = new TreeMap<String, Path>();
        if (!Files.isDirectory(folder)) return logs;
        try (var files = Files.newDirectoryStream(folder, "*.log")) {
            for (Path file : files) {
                var name = file.getFileName().toString().replaceFirst("\\.log$", "");
                if (parts.isEmpty() || parts.contains(name)) logs.put(name, file);
            }
        }
        return logs;
    }

    // Whole lines only; what has no end yet is shown when it has one
    private static long follow(Path log, long from, String prefix) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            if (file.length() <= from) return Math.min(file.length(), from);
            file.seek(from);
            var fresh = new byte[(int) Math.min(file.length() - from, 1 << 20)];
            file.readFully(fresh);
            var text = new String(fresh, UTF_8);
            int end = text.lastIndexOf('\n') + 1;
            text.substring(0, end).lines().forEach(line -> System.out.println(prefix + line));
            return from + text.substring(0, end).getBytes(UTF_8).length;
        }
    }
}
