package io.flotilla.platform.scenario;

import io.flotilla.platform.access.Caller;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.resource.Revision;
import io.flotilla.platform.scenario.Scenario.Named;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The scenarios that tenants made for themselves. Retired, never deleted: the ledger names them.
@ApplicationScoped
class OwnScenarios {
    private static final int MOST = 1000;
    private static final String COLUMNS =
            "code, revision, zh, en, domain_zh, domain_en, chain, same_as, valid_from, valid_to";

    private final Database database;
    private final Catalogue catalogue;
    private final Audit audit;
    private final Clock clock;

    OwnScenarios(Database database, Catalogue catalogue, Audit audit, Clock clock) {
        this.database = database;
        this.catalogue = catalogue;
        this.audit = audit;
        this.clock = clock;
    }

    /// Makes a scenario or changes it; one that is retired is taken up again, unless the request says otherwise.
    Put put(Caller caller, ScenarioCode code, ScenarioRequest request, @Nullable String ifMatch) {
        var tenant = caller.tenant();
        return database.inTenant(tenant, handle -> {
            var before = locked(handle, tenant, code);
            var since = before.map(row -> row.scenario().validFrom()).orElseGet(this::today);
            var wanted = request.check(catalogue, since);
            if (before.isPresent()) before.get().revision().match(ifMatch);
            else Revision.matchNone(ifMatch);
            if (before.isEmpty()) refuseOneTooMany(handle, tenant);
            boolean created = write(handle, tenant, code, wanted);
            if (wanted.domain() != null) nameDomain(handle, tenant, code.domain(), wanted.domain());
            audit.record(handle, tenant, "scenario.written", code.value(), Map.of());
            return new Put(one(handle, tenant, code.value()).orElseThrow(), created);
        });
    }

    /// Retires a scenario from today on.
    void retire(Caller caller, ScenarioCode code) {
        var tenant = caller.tenant();
        database.useTenant(tenant, handle -> {
            var row = locked(handle, tenant, code).orElseThrow(Fault::notFound);
            if (row.scenario().retired(today())) return;
            handle.createUpdate("""
                            update custom_scenario
                               set valid_from = least(valid_from, :today), valid_to = :today,
                                   revision = revision + 1, updated_at = now()
                             where tenant_id = :tenant and code = :code
                            """)
                    .bind("today", today())
                    .bind("tenant", tenant)
                    .bind("code", code.value())
                    .execute();
            audit.record(handle, tenant, "scenario.retired", code.value(), Map.of());
        });
    }

    Optional<Row> one(Handle handle, TenantId tenant, String code) {
        return handle.createQuery(
                        "select %s from custom_scenario where tenant_id = :tenant and code = :code".formatted(COLUMNS))
                .bind("tenant", tenant)
                .bind("code", code)
                .map((row, context) -> row(row))
                .findOne();
    }

    List<Scenario> all(Handle handle, TenantId tenant) {
        return handle.createQuery("select %s from custom_scenario where tenant_id = :tenant".formatted(COLUMNS))
                .bind("tenant", tenant)
                .map((row, context) -> row(row).scenario())
                .list();
    }

    private static Optional<Row> locked(Handle handle, TenantId tenant, ScenarioCode code) {
        return handle.createQuery("select %s from custom_scenario where tenant_id = :tenant and code = :code for update"
                        .formatted(COLUMNS))
                .bind("tenant", tenant)
                .bind("code", code.value())
                .map((row, context) -> row(row))
                .findOne();
    }

    private static boolean write(Handle handle, TenantId tenant, ScenarioCode code, ScenarioRequest.Checked wanted) {
        return handle.createQuery("""
                        insert into custom_scenario
                               (tenant_id, code, domain, zh, en, domain_zh, domain_en, chain, same_as, valid_from, valid_to)
                        select :tenant, :code, :domain, :zh, :en, max(domain_zh), max(domain_en), :chain, :sameAs,
                               :validFrom, :validTo
                          from custom_scenario where tenant_id = :tenant and domain = :domain
                        on conflict (tenant_id, code) do update
                           set zh = excluded.zh, en = excluded.en, chain = excluded.chain, same_as = excluded.same_as,
                               valid_from = excluded.valid_from, valid_to = excluded.valid_to, revision = custom_scenario.revision + 1, updated_at = now()
                        returning xmax = 0
                        """)
                .bind("tenant", tenant)
                .bind("code", code.value())
                .bind("domain", code.domain())
                .bind("zh", wanted.name().zh())
                .bind("en", wanted.name().en())
                .bindArray(
                        "chain",
                        String.class,
                        wanted.chain().stream().map(Shape::word).toList())
                .bind("sameAs", wanted.sameAs())
                .bind("validFrom", wanted.validFrom())
                .bind("validTo", wanted.validTo())
                .mapTo(Boolean.class)
                .one();
    }

    private static void nameDomain(Handle handle, TenantId tenant, String domain, Names names) {
        handle.createUpdate("""
                        update custom_scenario set domain_zh = :zh, domain_en = :en
                        where tenant_id = :tenant and domain = :domain
                        """)
                .bind("zh", names.zh())
                .bind("en", names.en())
                .bind("tenant", tenant)
                .bind("domain", domain)
                .execute();
    }

    private static void refuseOneTooMany(Handle handle, TenantId tenant) {
        int count = handle.createQuery("select count(*) from custom_scenario where tenant_id = :tenant")
                .bind("tenant", tenant)
                .mapTo(Integer.class)
                .one();
        if (count >= MOST) throw Fault.conflict("A tenant has at most %d scenarios of its own.".formatted(MOST));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Row row(ResultSet row) throws SQLException {
        var code = new ScenarioCode(row.getString("code"));
        var domain = code.domain();
        var plain = domain.substring(domain.indexOf('.') + 1);
        var scenario = new Scenario(
                code.value(),
                new Names(row.getString("zh"), row.getString("en")),
                Catalogue.CUSTOM,
                new Named(
                        domain,
                        new Names(
                                Objects.requireNonNullElse(row.getString("domain_zh"), plain),
                                Objects.requireNonNullElse(row.getString("domain_en"), plain))),
                null,
                Shape.list(List.of((String[]) row.getArray("chain").getArray())),
                null,
                null,
                row.getString("same_as"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class));
        return new Row(scenario, new Revision(row.getInt("revision")));
    }

    /// A scenario and what it is at.
    record Row(Scenario scenario, Revision revision) {}

    /// The scenario as it was written, and whether it is new.
    record Put(Row row, boolean created) {}
}
