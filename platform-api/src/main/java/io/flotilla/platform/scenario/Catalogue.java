package io.flotilla.platform.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flotilla.platform.scenario.Scenario.Named;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The platform's scenarios, as the release brings them: three tables of tab-separated text. Each instance reads them when
/// it starts and keeps them, so that there is nothing to bring into step between instances.
///
/// A row is never taken out of the tables: a scenario that is over gets a `valid_to`.
@Startup
@ApplicationScoped
class Catalogue {
    /// The industry of what tenants make for themselves.
    static final Named CUSTOM = new Named(ScenarioCode.CUSTOM, new Names("自定义", "Custom"));

    private final Map<String, Named> industries = new LinkedHashMap<>();
    private final Map<String, Named> domains = new LinkedHashMap<>();
    private final Map<String, Scenario> scenarios = new LinkedHashMap<>();

    Catalogue() {
        for (var row : rows("industries")) put(industries, row.getFirst(), named(row));
        for (var row : rows("domains")) put(domains, row.getFirst(), named(row));
        for (var row : rows("scenarios")) put(scenarios, row.getFirst(), scenario(row));
        scenarios.values().stream().map(Scenario::sameAs).filter(Objects::nonNull).forEach(code -> {
            if (!scenarios.containsKey(code)) throw new IllegalStateException("no scenario is called " + code);
        });
    }

    /// In the order of the tables.
    Collection<Named> industries() {
        return Collections.unmodifiableCollection(industries.values());
    }

    /// In the order of the tables.
    Collection<Named> domains() {
        return Collections.unmodifiableCollection(domains.values());
    }

    Collection<Scenario> scenarios() {
        return Collections.unmodifiableCollection(scenarios.values());
    }

    Optional<Scenario> scenario(String code) {
        return Optional.ofNullable(scenarios.get(code));
    }

    /// What an industry, a domain or a scenario is called.
    Optional<Names> names(String code) {
        var scenario = scenarios.get(code);
        if (scenario != null) return Optional.of(scenario.name());
        return Optional.ofNullable(domains.get(code))
                .or(() -> Optional.ofNullable(code.equals(CUSTOM.code()) ? CUSTOM : industries.get(code)))
                .map(Named::name);
    }

    private Scenario scenario(List<String> row) {
        var code = new ScenarioCode(row.getFirst());
        return new Scenario(
                code.value(),
                new Names(row.get(1), row.get(2)),
                known(industries, code.industry()),
                known(domains, code.domain()),
                row.get(3).isEmpty() ? null : new Names(row.get(3), row.get(4)),
                Shape.list(List.of(row.get(5).split("\\+"))),
                row.get(6),
                absent(row.get(7)),
                absent(row.get(8)),
                LocalDate.parse(row.get(9)),
                row.get(10).isEmpty() ? null : LocalDate.parse(row.get(10)));
    }

    private static Named named(List<String> row) {
        return new Named(row.getFirst(), new Names(row.get(1), row.get(2)));
    }

    private static Named known(Map<String, Named> names, String code) {
        return Optional.ofNullable(names.get(code)).orElseThrow(() -> new IllegalStateException("no name for " + code));
    }

    private static @Nullable String absent(String cell) {
        return cell.isEmpty() ? null : cell;
    }

    private static <T> void put(Map<String, T> table, String code, T value) {
        if (table.put(code, value) != null) throw new IllegalStateException("two rows for " + code);
    }

    /// The rows of a table below its head.
    private static List<List<String>> rows(String table) {
        try (var text = Catalogue.class.getResourceAsStream("/scenario/%s.tsv".formatted(table))) {
            return new String(Objects.requireNonNull(text).readAllBytes(), UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
