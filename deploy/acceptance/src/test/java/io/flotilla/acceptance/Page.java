package io.flotilla.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A page of the documentation, by its fenced blocks.
///
/// - A block of `sh` holds commands; `exit=1` after the word says how they end, otherwise they succeed.
/// - A block of `text` right after it is what they print: `…` stands for anything within a line, alone for any lines.
/// - A block of another kind with a file's name after the word is that file.
///
/// @param name relative to the project's root
record Page(String name, List<Block> blocks) {
    static final Path ROOT = Path.of(System.getProperty("flotilla.root"));

    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\S+)(?: +([^\\n]+))?\\n(.*?)^```$");
    private static final Pattern EXIT = Pattern.compile("exit=(\\d+)");

    Page {
        blocks = List.copyOf(blocks);
    }

    /// @param line where it begins in its page
    /// @param kind the word after the fence
    /// @param note what stands after that word
    record Block(int line, String kind, String note, String content) {
        boolean isCommands() {
            return kind.equals("sh");
        }

        boolean isFile() {
            return !isCommands() && !note.isEmpty();
        }

        int exitCode() {
            var exit = EXIT.matcher(note);
            return exit.find() ? Integer.parseInt(exit.group(1)) : 0;
        }

        String firstLine() {
            return content.lines().findFirst().orElse("");
        }
    }

    static Page read(String name) {
        try {
            var text = Files.readString(ROOT.resolve(name));
            var blocks = new ArrayList<Block>();
            var fence = FENCE.matcher(text);
            while (fence.find()) {
                int line = (int) text.substring(0, fence.start()).lines().count() + 1;
                var note = fence.group(2) == null ? "" : fence.group(2).strip();
                blocks.add(new Block(line, fence.group(1), note, fence.group(3)));
            }
            return new Page(name, blocks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every page there is.
    static List<Page> all() {
        try (Stream<Path> below = Files.walk(ROOT.resolve("docs"));
                Stream<Path> above = Files.list(ROOT)) {
            return Stream.concat(above, below)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(file -> read(ROOT.relativize(file).toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the commands of a block are said to print, if the page says it.
    String expected(Block commands) {
        int next = blocks.indexOf(commands) + 1;
        return next < blocks.size() && blocks.get(next).kind().equals("text")
                ? blocks.get(next).content()
                : "…";
    }

    @Override
    public String toString() {
        return name;
    }
}
