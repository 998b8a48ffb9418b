package io.flotilla.sandbox.reader;

import io.flotilla.sandbox.chat.ChatRequest;
import java.util.List;
import java.util.Optional;

/// What the reader understands of a request: what to do, about what, from which material, choosing among which labels.
record Prompt(String task, String question, String material, String options) {
    private static final int SHORTEST_MATERIAL = 80;

    static Prompt of(ChatRequest request) {
        var users = request.texts("user");
        var user = Sections.of(users.isEmpty() ? "" : users.getLast());
        var system = Sections.of(String.join("\n", request.texts("system")));
        String material = join(
                system.textOf(Section.Role.MATERIAL), user.textOf(Section.Role.MATERIAL), join(request.texts("tool")));
        String options = join(system.textOf(Section.Role.OPTIONS), user.textOf(Section.Role.OPTIONS));
        String task = join(system.loose(), system.textOf(Section.Role.TASK), user.textOf(Section.Role.TASK));
        String question = join(system.textOf(Section.Role.QUESTION), user.textOf(Section.Role.QUESTION));

        if (!question.isEmpty()) return new Prompt(join(task, user.loose()), question, material, options);
        if (!material.isEmpty() || !options.isEmpty()) return new Prompt(task, user.loose(), material, options);
        Optional<Prompt> split = split(user.loose(), task);
        return split.orElseGet(() -> new Prompt(task, user.loose(), system.loose(), options));
    }

    /// A long message without any mark: the line that asks is the question, the rest is the material.
    private static Optional<Prompt> split(String text, String task) {
        var lines =
                text.lines().map(String::strip).filter(each -> !each.isEmpty()).toList();
        if (lines.size() < 2 || text.length() < SHORTEST_MATERIAL) return Optional.empty();
        boolean firstAsks = lines.getFirst().matches(".*[?？:：]");
        String question = firstAsks ? lines.getFirst() : lines.getLast();
        List<String> rest = firstAsks ? lines.subList(1, lines.size()) : lines.subList(0, lines.size() - 1);
        return Optional.of(new Prompt(task, question, String.join("\n", rest), ""));
    }

    private static String join(String... texts) {
        return join(List.of(texts));
    }

    private static String join(List<String> texts) {
        return String.join("\n", texts.stream().filter(each -> !each.isBlank()).toList());
    }
}
