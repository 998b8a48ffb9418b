package io.flotilla.platform.scenario;

import io.flotilla.app.violation.Nearest;
import io.flotilla.platform.access.Caller;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.resource.Revision;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// The scenarios that a tenant sees: the platform's, and its own.
@ApplicationScoped
public class Scenarios {
    private static final Revision OF_THE_PLATFORM = new Revision(1);

    private final Database database;
    private final Catalogue catalogue;
    private final OwnScenarios own;
    private final Clock clock;

    Scenarios(Database database, Catalogue catalogue, OwnScenarios own, Clock clock) {
        this.database = database;
        this.catalogue = catalogue;
        this.own = own;
        this.clock = clock;
    }

    /// The scenario of that code, in the caller's tenant transaction; also one that is retired.
    public Optional<Scenario> find(Handle handle, TenantId tenant, ScenarioCode code) {
        return code.isCustom()
                ? own.one(handle, tenant, code.value()).map(OwnScenarios.Row::scenario)
                : catalogue.scenario(code.value());
    }

    /// What was probably meant by a code that is none.
    public Optional<String> nearest(Handle handle, TenantId tenant, ScenarioCode code) {
        return Nearest.to(
                code.value(),
                all(handle, tenant)
                        .filter(scenario -> scenario.current(today()))
                        .map(Scenario::code)
                        .toList());
    }

    /// What industries, domains and scenarios are called, by code. A code that nobody knows is left out.
    public Map<String, Names> names(Handle handle, TenantId tenant, Collection<String> codes) {
        var owns = codes.stream().anyMatch(code -> code.startsWith(ScenarioCode.CUSTOM + "."))
                ? ownNames(handle, tenant)
                : Map.<String, Names>of();
        var names = new TreeMap<String, Names>();
        for (String code : codes) {
            catalogue
                    .names(code)
                    .or(() -> Optional.ofNullable(owns.get(code)))
                    .ifPresent(each -> names.put(code, each));
        }
        return names;
    }

    /// The day it is for `validFrom` and `validTo`.
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /// The scenarios asked for, the nearest first, else by code.
    Page<ScenarioView> list(Caller caller, ScenarioQuestion question, PageRequest page) {
        var today = today();
        var after = page.after(Function.identity()).orElse("");
        var all = database.inTenant(
                caller.tenant(), handle -> all(handle, caller.tenant()).toList());
        var rows = all.stream()
                .flatMap(scenario -> question.distance(scenario, today).stream()
                        .mapToObj(distance -> new Found("%05d %s".formatted(distance, scenario.code()), scenario)))
                .filter(found -> found.key.compareTo(after) > 0)
                .sorted(Comparator.comparing(Found::key))
                .limit(page.rows())
                .toList();
        return Page.cut(rows, page, Found::key).map(found -> ScenarioView.of(found.scenario, today));
    }

    /// The scenario of that code and what it is at.
    Optional<OwnScenarios.Row> read(Caller caller, ScenarioCode code) {
        if (!code.isCustom()) {
            return catalogue.scenario(code.value()).map(each -> new OwnScenarios.Row(each, OF_THE_PLATFORM));
        }
        return database.inTenant(caller.tenant(), handle -> own.one(handle, caller.tenant(), code.value()));
    }

    /// The industries with their domains, in the order of the catalogue; the tenant's own last.
    List<Industry> industries(Caller caller) {
        var today = today();
        var own = database.inTenant(caller.tenant(), handle -> this.own.all(handle, caller.tenant()));
        var current = Stream.concat(catalogue.scenarios().stream(), own.stream())
                .filter(scenario -> scenario.current(today))
                .toList();
        var industries = catalogue.industries().stream();
        var domains = catalogue.domains().stream();
        if (!own.isEmpty()) {
            industries = Stream.concat(industries, Stream.of(Catalogue.CUSTOM));
            domains = Stream.concat(domains, own.stream().map(Scenario::domain).distinct());
        }
        return Industry.list(industries.toList(), domains.toList(), current);
    }

    private Stream<Scenario> all(Handle handle, TenantId tenant) {
        return Stream.concat(catalogue.scenarios().stream(), own.all(handle, tenant).stream());
    }

    private Map<String, Names> ownNames(Handle handle, TenantId tenant) {
        return own.all(handle, tenant).stream()
                .flatMap(each -> Stream.of(new Scenario.Named(each.code(), each.name()), each.domain()))
                .collect(Collectors.toMap(Scenario.Named::code, Scenario.Named::name, (one, same) -> one));
    }

    /// A scenario with its place in the list.
    private record Found(String key, Scenario scenario) {}
}
