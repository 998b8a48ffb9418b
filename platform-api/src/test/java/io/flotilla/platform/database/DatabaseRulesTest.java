package io.flotilla.platform.database;

import static io.flotilla.platform.testing.Catalogue.asSuperuser;
import static io.flotilla.platform.testing.Catalogue.count;
import static io.flotilla.platform.testing.Catalogue.tenantTables;
import static io.flotilla.platform.testing.Catalogue.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import io.flotilla.platform.model.Catalogue;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/// Walks the catalogue: what holds here holds for every table, also for those that come later.
@PlatformTest
class DatabaseRulesTest {
    /// Tables that belong to no tenant, and why.
    private static final Map<String, String> WITHOUT_TENANT = Map.of(
            "tenant", "is the tenant: its id takes the place, and its policies say so",
            "tenant_erasure", "proofs that tenants were erased: for operators",
            "consumer_offset", "how far the projections have read",
            "reply_lease", "which platform instance waits where",
            "worker", "which workers live",
            "flyway_schema_history", "the migrations' own");

    /// Of these, what the application's role may touch.
    private static final Set<String> TOUCHED_WITHOUT_TENANT = Set.of("tenant", "tenant_erasure");

    /// Indexes that do not begin with the tenant, and why.
    private static final Map<String, String> CROSSING_INDEXES = Map.of(
            "member_by_subject", "the door looks a person up before the tenant is known",
            "invitation_by_email", "the door looks an invitation up before the tenant is known",
            "api_key_prefix_once", "the door looks a key up before the tenant is known",
            "api_key_old_prefix_once", "the door looks a key up by the secret before its rotation");

    /// Policies of the application's role that do not compare the tenant, and what they compare.
    private static final Map<String, String> DOORS = Map.of(
            "model_grant_listed", "(current_setting('app.operator'::text, true) = 'on'::text)",
            "member_at_the_door", "(subject = current_setting('app.subject'::text, true))",
            "invitation_at_the_door", "(email = current_setting('app.email'::text, true))",
            "api_key_at_the_door", "(prefix = current_setting('app.api_key_prefix'::text, true))",
            "api_key_rotated_at_the_door", "(old_prefix = current_setting('app.api_key_prefix'::text, true))");

    private static final String IN_A_TENANT = "(NULLIF(current_setting('app.tenant_id'::text, true), ''::text) IS NOT NULL)";

    private static final String OF_PLATFORM =
            "((tenant_id = '%s'::uuid) AND %s)".formatted(Catalogue.PLATFORM, IN_A_TENANT);

    /// Policies on the platform's catalogue: a tenant sees the models granted to it, and what models need to be called.
    private static final Map<String, String> PLATFORMS = Map.of(
            "model_granted",
                    "((tenant_id = '%s'::uuid) AND %s AND (open_to_all OR (EXISTS ( SELECT 1 FROM model_grant g WHERE %s))))"
                            .formatted(
                                    Catalogue.PLATFORM,
                                    IN_A_TENANT,
                                    "((g.tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)"
                                            + " AND (g.model_id = model.id))"),
            "model_price_of_platform", OF_PLATFORM,
            "provider_of_platform", OF_PLATFORM,
            "secret_of_platform", OF_PLATFORM,
            "data_key_of_platform", OF_PLATFORM);

    /// Functions with their owner's rights, and why. The application may call none.
    private static final Map<String, String> OWNERS_FUNCTIONS = Map.of(
            "make_month_partitions", "only an owner may add a partition; takes no argument",
            "drop_ledger_partitions",
                    "only an owner may drop a partition; takes a number of months, reaches the ledger alone",
            "erase_rows", "deletes what nobody else may; called by the next two only",
            "erase_tenant", "deletes a tenant that is in state 'deleting', and no other",
            "erase_late_rows", "deletes what came late for erased tenants; takes no argument");

    private static final String OWN_TENANT =
            "(tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)";

    @Inject
    Database database;

    @Test
    void everyTableBelongsToTenantsButForAShortList() {
        assertThat(texts("""
                                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                                where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
                                  and not exists (select 1 from pg_attribute a
                                                  where a.attrelid = c.oid and a.attname = 'tenant_id')
                                """)).isSubsetOf(WITHOUT_TENANT.keySet());
    }

    @Test
    void theApplicationTouchesNoTableWithoutTenant() {
        var touched = texts("""
                select distinct g.table_name from information_schema.role_table_grants g
                where g.grantee in ('flotilla_app', 'PUBLIC') and g.table_schema = 'public'
                  and not exists (select 1 from information_schema.columns c
                                  where c.table_schema = 'public' and c.table_name = g.table_name
                                    and c.column_name = 'tenant_id')
                """);

        assertThat(touched).isSubsetOf(TOUCHED_WITHOUT_TENANT);
    }

    @Test
    void rowLevelSecurityIsEnabledAndForced() {
        assertThat(texts("""
                                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                                where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
                                  and c.relname <> 'flyway_schema_history'
                                  and not (c.relrowsecurity and c.relforcerowsecurity)
                                  and (c.relname = 'tenant' or exists (select 1 from pg_attribute a
                                         where a.attrelid = c.oid and a.attname = 'tenant_id'))
                                """)).isEmpty();
    }

    @Test
    void partitionsAreReachedOnlyThroughTheirTable() {
        assertThat(texts("""
                                select c.relname from pg_class c
                                where c.relispartition and c.relkind = 'r'
                                  and (has_table_privilege('flotilla_app', c.oid, 'select, insert, update, delete')
                                    or has_table_privilege('flotilla_projection', c.oid, 'select'))
                                """)).isEmpty();
    }

    @Test
    void everyPolicyOfTheApplicationComparesTheTenant() {
        var policies = texts("""
                select regexp_replace(tablename || '|' || policyname || '|' || coalesce(qual, with_check) || '|'
                    || coalesce(with_check, qual), '\\s+', ' ', 'g')
                from pg_policies
                where schemaname = 'public' and 'flotilla_app' = any (roles)
                  and tablename not in ('tenant', 'tenant_erasure')
                """);

        assertThat(policies).allSatisfy(policy -> {
            var parts = policy.split("\\|", 4);
            var expected = PLATFORMS.getOrDefault(parts[1], DOORS.getOrDefault(parts[1], OWN_TENANT));
            assertThat(List.of(parts[2], parts[3])).as(policy).containsOnly(expected);
        });
        assertThat(policies.stream().map(each -> each.split("\\|")[0]).distinct())
                .containsAll(readable("flotilla_app"));
    }

    @Test
    void noPolicyIsForEverybody() {
        assertThat(texts("select policyname from pg_policies where schemaname = 'public' and 'public' = any (roles)"))
                .isEmpty();
    }

    @Test
    void viewsReadWithTheRightsOfWhoAsks() {
        assertThat(texts("""
                                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                                where n.nspname = 'public' and c.relkind in ('v', 'm')
                                  and not coalesce(c.reloptions @> array['security_invoker=true'], false)
                                """)).isEmpty();
    }

    @Test
    void noFunctionRunsWithItsOwnersRightsButForAShortList() {
        assertThat(texts("""
                                select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                                where n.nspname = 'public' and p.prosecdef
                                """)).isSubsetOf(OWNERS_FUNCTIONS.keySet());
        assertThat(texts("""
                                select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                                where n.nspname = 'public' and p.prosecdef
                                  and has_function_privilege('flotilla_app', p.oid, 'execute')
                                """)).isEmpty();
    }

    @Test
    void everyKeyAndIndexBeginsWithTheTenant() {
        assertThat(texts("""
                                select i.relname from pg_index x
                                join pg_class i on i.oid = x.indexrelid
                                join pg_class t on t.oid = x.indrelid
                                join pg_namespace n on n.oid = t.relnamespace
                                join pg_attribute a on a.attrelid = t.oid and a.attname = 'tenant_id'
                                where n.nspname = 'public' and not t.relispartition and x.indkey[0] <> a.attnum
                                """)).isSubsetOf(CROSSING_INDEXES.keySet());
    }

    @Test
    void everyTableHasAKey() {
        assertThat(texts("""
                                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                                where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
                                  and not exists (select 1 from pg_index x where x.indrelid = c.oid
                                                    and (x.indisprimary or x.indnullsnotdistinct))
                                """)).isEmpty();
    }

    @Test
    void foreignKeysCarryTheTenantSoThatTheyCannotProbeAnother() {
        assertThat(texts("""
                                select k.conname from pg_constraint k
                                join pg_class t on t.oid = k.conrelid
                                join pg_namespace n on n.oid = t.relnamespace
                                join pg_class r on r.oid = k.confrelid
                                join pg_attribute a on a.attrelid = t.oid and a.attname = 'tenant_id'
                                where n.nspname = 'public' and k.contype = 'f' and k.conkey[1] <> a.attnum
                                """)).isEmpty();
    }

    @Test
    void theServicesRolesOwnNothingAndBypassNothing() {
        assertThat(texts("""
                                select rolname from pg_roles
                                where rolname in ('flotilla_app', 'flotilla_projection')
                                  and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb
                                    or exists (select 1 from pg_auth_members m where m.member = pg_roles.oid)
                                    or exists (select 1 from pg_class c where c.relowner = pg_roles.oid)
                                    or has_schema_privilege(rolname, 'public', 'create'))
                                """)).isEmpty();
        assertThat(texts("select rolname from pg_roles where rolname like 'flotilla%' and rolbypassrls"))
                .isEmpty();
    }

    @Test
    void theOwnerSeesNoRowOfATenantButWhenItIsErased() {
        assertThat(texts("""
                                select tablename || ' ' || policyname || ' ' || qual from pg_policies
                                where schemaname = 'public' and 'flotilla_owner' = any (roles)
                                  and tablename not in ('tenant', 'tenant_erasure')
                                """))
                .hasSameElementsAs(tenantTables().stream()
                        .map(table -> table + " " + table + "_erased "
                                + OWN_TENANT.replace("'app.tenant_id'", "'app.erased_tenant'"))
                        .toList());
    }

    @Test
    void theLedgersAreAppendOnly() {
        assertThat(texts("""
                                select table_name || ' ' || privilege_type from information_schema.role_table_grants
                                where table_name in ('audit_event', 'usage_event') and grantee like 'flotilla\\_%'
                                  and grantee <> 'flotilla_owner' and privilege_type not in ('SELECT', 'INSERT')
                                """)).isEmpty();
    }

    @Test
    void withoutATenantNoRowIsSeen() {
        TestTenant.create();

        var seen = database.withoutTenant(handle -> {
            var found = new ArrayList<String>();
            for (var table : readable("flotilla_app")) if (count(handle, table) > 0) found.add(table);
            if (count(handle, "tenant") > 0) found.add("tenant");
            return found;
        });

        assertThat(seen).isEmpty();
    }

    @Test
    void withATenantNoRowOfAnotherIsSeen() {
        var tenant = TestTenant.create();
        var rival = TestTenant.create();
        for (var each : List.of(tenant, rival)) {
            each.asKey()
                    .body(Map.of("value", "x"))
                    .put("/v1/secrets/some")
                    .then()
                    .statusCode(200);
        }

        for (var table : readable("flotilla_app")) {
            long seen = database.inTenant(tenant.id(), handle -> countOfTenants(handle, table));
            long own = asSuperuser(handle -> handle.createQuery("select count(*) from <table> where tenant_id = :id")
                    .define("table", table)
                    .bind("id", tenant.id().value())
                    .mapTo(Long.class)
                    .one());

            assertThat(seen).as(table).isEqualTo(own);
        }
        long secrets = database.inTenant(tenant.id(), handle -> countOfTenants(handle, "secret"));
        long tenants = database.inTenant(tenant.id(), handle -> count(handle, "tenant"));
        assertThat(List.of(secrets, tenants)).containsOnly(1L);
    }

    @Test
    void aRowCannotBeWrittenIntoAnotherTenant() {
        var tenant = TestTenant.create();
        var rival = TestTenant.create();

        var attempt = catchException(() -> database.useTenant(
                tenant.id(),
                handle -> handle.createUpdate(
                                "insert into member (tenant_id, email, subject, role) values (:other, 'spy@x.org', 'spy', 'owner')")
                        .bind("other", rival.id())
                        .execute()));

        assertThat(attempt).hasMessageContaining("row-level security");
    }

    @Test
    void aTransactionLeavesNoTenantBehindOnItsConnection() {
        var tenant = TestTenant.create();
        for (int i = 0; i < 50; i++) database.inTenant(tenant.id(), handle -> count(handle, "member"));

        for (int i = 0; i < 50; i++) {
            long seen = database.withoutTenant(handle -> count(handle, "member"));
            assertThat(seen).isZero();
        }
    }

    /// Without the platform's catalogue, of which a tenant may see some.
    private static long countOfTenants(Handle handle, String table) {
        return handle.createQuery("select count(*) from <table> where tenant_id <> :platform")
                .define("table", table)
                .bind("platform", Catalogue.PLATFORM)
                .mapTo(Long.class)
                .one();
    }

    private static List<String> readable(String role) {
        return tenantTables().stream()
                .filter(table -> texts("select has_table_privilege('%s', '%s', 'select')::text".formatted(role, table))
                        .contains("true"))
                .toList();
    }
}
