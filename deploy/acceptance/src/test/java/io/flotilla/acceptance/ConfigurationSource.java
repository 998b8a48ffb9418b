package io.flotilla.acceptance;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// What the `@ConfigMapping` interfaces of a module say of themselves, read from their sources: comments are in no
/// class file.
final class ConfigurationSource {
    /// One setting.
    ///
    /// @param fallback what holds when nothing is set; empty when it must be
    record Key(String name, String type, Optional<String> fallback, String meaning) {}

    /// The settings of one interface.
    record Group(String title, List<Key> keys) {}

    private final CompilationUnitTree unit;
    private final DocTrees comments;

    private ConfigurationSource(CompilationUnitTree unit, DocTrees comments) {
        this.unit = unit;
        this.comments = comments;
    }

    /// The groups of a module, by the names of their interfaces' files.
    static List<Group> read(Path sources) throws IOException {
        var groups = new ArrayList<Group>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                if (Files.readString(file).contains("@ConfigMapping(")) groups.addAll(parse(file));
            }
        }
        return groups;
    }

    private static List<Group> parse(Path file) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjects(file));
            var groups = new ArrayList<Group>();
            for (var unit : task.parse()) {
                var source = new ConfigurationSource(unit, DocTrees.instance(task));
                for (Tree type : unit.getTypeDecls()) {
                    if (type instanceof ClassTree declared)
                        source.group(declared).ifPresent(groups::add);
                }
            }
            return groups;
        }
    }

    private Optional<Group> group(ClassTree type) {
        return annotation(type.getModifiers().getAnnotations(), "ConfigMapping").map(prefix -> {
            var path = new TreePath(new TreePath(unit), type);
            return new Group(comment(path), keys(path, prefix + "."));
        });
    }

    private List<Key> keys(TreePath path, String prefix) {
        var keys = new ArrayList<Key>();
        var type = (ClassTree) path.getLeaf();
        for (Tree member : type.getMembers()) {
            if (!(member instanceof MethodTree method) || method.getBody() != null) continue;
            var annotations = method.getModifiers().getAnnotations();
            var name = prefix
                    + annotation(annotations, "WithName")
                            .orElse(words(method.getName().toString()));
            var returned = method.getReturnType().toString();
            var nested = type.getMembers().stream()
                    .filter(each -> each instanceof ClassTree below
                            && below.getSimpleName().contentEquals(returned))
                    .findFirst();
            if (nested.isPresent()) keys.addAll(keys(new TreePath(path, nested.get()), name + "."));
            else
                keys.add(new Key(
                        name,
                        type(returned),
                        annotation(annotations, "WithDefault"),
                        comment(new TreePath(path, member))));
        }
        return keys;
    }

    private String comment(TreePath path) {
        var comment = comments.getDocCommentTree(path);
        return comment == null
                ? ""
                : comment.getFullBody().stream()
                        .map(Object::toString)
                        .collect(Collectors.joining())
                        .replaceAll("\\s+", " ")
                        .strip();
    }

    private static Optional<String> annotation(List<? extends AnnotationTree> annotations, String name) {
        return annotations.stream()
                .filter(each -> each.getAnnotationType().toString().endsWith(name))
                .flatMap(each -> each.getArguments().stream())
                .map(argument -> argument instanceof AssignmentTree given ? given.getExpression() : argument)
                .filter(LiteralTree.class::isInstance)
                .map(literal -> String.valueOf(((LiteralTree) literal).getValue()))
                .findFirst();
    }

    /// `perTenant` is `per-tenant`.
    private static String words(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static String type(String java) {
        var bare = java.replaceAll("Optional<(.*)>", "$1, optional");
        return bare.replace("List<String>", "list")
                .replace("String", "text")
                .replace("Path", "file")
                .replace("URI", "address")
                .replace("MemorySize", "size")
                .replace("Duration", "duration")
                .replaceAll("\\b(int|long|short|double)\\b", "number")
                .replace("OptionalInt", "number, optional");
    }
}
