package io.flotilla.houseplan;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// One module's floors, top to bottom, in the order a reader meets them. A floor is one or more packages side by side;
/// a package may import from floors below it only, and neighbours on one floor do not know each other.
///
///     HousePlan.of("app-runtime/engine", "io.flotilla.engine")
///             .floor("chain")
///             .floor("model.openai", "connector.http", "connector.sql")
///             .floor("model", "connector")
///             .check();
public final class HousePlan {
    private static final String BEGIN = "<!-- %s -->";
    private static final String END = "<!-- end of %s -->";

    private final String module;
    private final String basePackage;
    private final List<List<String>> floors = new ArrayList<>();

    private HousePlan(String module, String basePackage) {
        this.module = module;
        this.basePackage = basePackage;
    }

    /// A plan without floors yet.
    ///
    /// @param module      the module's folder, as the plan's page calls it
    /// @param basePackage floors are named below it; `""` as a floor's name is the base package itself
    public static HousePlan of(String module, String basePackage) {
        return new HousePlan(module, basePackage);
    }

    /// The next floor down.
    public HousePlan floor(String... packages) {
        floors.add(List.of(packages));
        return this;
    }

    /// Checks the module's compiled main classes against the plan and, when they hold, writes the module's part of
    /// `docs/house-plan.md` (below the folder in the system property `flotilla.root`).
    ///
    /// @throws AssertionError naming each import that goes up or sideways, and each package that has no floor
    public void check() {
        var arrows = new TreeMap<String, Set<String>>();
        var faults = faults(classes(), arrows);
        if (!faults.isEmpty()) {
            throw new AssertionError("The house plan of %s does not hold:%n  %s"
                    .formatted(module, String.join(System.lineSeparator() + "  ", faults)));
        }
        write(arrows);
    }

    /// What does not hold, one sentence each; and as it goes, which package imports which.
    List<String> faults(JavaClasses classes, Map<String, Set<String>> arrows) {
        var faults = new TreeSet<String>();
        var packages = new TreeSet<String>();
        for (JavaClass each : classes) {
            packages.add(relative(each.getPackageName()));
            for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (!classes.contain(target.getName())) continue;
                String from = relative(each.getPackageName());
                String to = relative(target.getPackageName());
                if (from.equals(to)) continue;
                arrows.computeIfAbsent(from, key -> new TreeSet<>()).add(to);
                if (floorOf(to) <= floorOf(from)) {
                    faults.add("%s imports %s: %s".formatted(name(from), name(to), dependency.getDescription()));
                }
            }
        }
        for (String each : packages) if (floorOf(each) < 0) faults.add("package " + name(each) + " has no floor");
        for (List<String> floor : floors) {
            for (String each : floor) {
                if (!packages.contains(each)) faults.add("floor " + name(each) + " has no classes");
            }
        }
        return List.copyOf(faults);
    }

    private JavaClasses classes() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                .importPackages(basePackage);
    }

    private int floorOf(String relative) {
        for (int i = 0; i < floors.size(); i++) if (floors.get(i).contains(relative)) return i;
        return -1;
    }

    private String relative(String packageName) {
        if (packageName.equals(basePackage)) return "";
        return packageName.startsWith(basePackage + ".")
                ? packageName.substring(basePackage.length() + 1)
                : packageName;
    }

    private String name(String relative) {
        return relative.isEmpty() ? basePackage : relative;
    }

    private void write(Map<String, Set<String>> arrows) {
        var root = System.getProperty("flotilla.root");
        if (root == null) throw new IllegalStateException("run the tests through Maven: it names the project's root");
        var page = Path.of(root, "docs", "house-plan.md");
        try {
            var sections = sections(page);
            sections.put(module, section(arrows));
            var text = new StringBuilder("""
                    # House plan

                    Drawn by each module's `HousePlanTest` from the compiled classes: floors from top to bottom, imports only go down.
                    """);
            new TreeMap<>(sections)
                    .forEach((name, body) ->
                            text.append("\n%s\n%s%s\n".formatted(BEGIN.formatted(name), body, END.formatted(name))));
            if (!Files.exists(page) || !Files.readString(page).contentEquals(text)) {
                Files.createDirectories(page.getParent());
                Files.writeString(page, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the house plan", e);
        }
    }

    private Map<String, String> sections(Path page) throws IOException {
        var sections = new LinkedHashMap<String, String>();
        if (!Files.exists(page)) return sections;
        String name = null;
        var body = new StringBuilder();
        for (String line : Files.readAllLines(page)) {
            if (name == null && line.startsWith("<!-- ") && !line.startsWith("<!-- end")) {
                name = line.substring(5, line.length() - 4);
                body.setLength(0);
            } else if (name != null && line.equals(END.formatted(name))) {
                sections.put(name, body.toString());
                name = null;
            } else if (name != null) {
                body.append(line).append('\n');
            }
        }
        return sections;
    }

    private String section(Map<String, Set<String>> arrows) {
        var text = new StringBuilder(
                "## %s (`%s`)%n%n| floor | packages | imports |%n|---|---|---|%n".formatted(module, basePackage));
        for (int i = 0; i < floors.size(); i++) {
            var floor = floors.get(i);
            var imports = floor.stream()
                    .flatMap(each -> arrows.getOrDefault(each, Set.of()).stream())
                    .map(this::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            text.append("| %d | %s | %s |%n"
                    .formatted(
                            floors.size() - i,
                            floor.stream().map(each -> "`" + name(each) + "`").collect(Collectors.joining(", ")),
                            imports.isEmpty() ? "-" : "`" + String.join("`, `", imports) + "`"));
        }
        return text.toString();
    }
}
