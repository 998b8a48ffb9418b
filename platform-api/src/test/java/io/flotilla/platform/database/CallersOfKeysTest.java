package io.flotilla.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.local.TestStack;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the migration `give_idempotency_keys_to_their_callers` makes of the keys that are there.
class CallersOfKeysTest {
    private static final String BEFORE = "20261125.0401";
    private static final String AFTER = "20261125.0402";

    private final TestStack stack = TestStack.get();
    private final String name = "keys_" + UUID.randomUUID().toString().replace("-", "");
    private final String address = stack.databaseUrl().replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1");
    private final Jdbi server = superuser(stack.databaseUrl());

    @BeforeEach
    void create() {
        server.useHandle(handle -> handle.execute(
                "create database %s owner %s".formatted(name, stack.get("FLOTILLA_DATABASE_OWNER_USER"))));
    }

    @AfterEach
    void drop() {
        server.useHandle(handle -> handle.execute("drop database %s with (force)".formatted(name)));
    }

    @Test
    void areTheInvocationsCallersAndWhatHasNoneGoes() {
        migrate(BEFORE);
        var key = UUID.randomUUID();
        var tenant = UUID.randomUUID();
        superuser(address).useHandle(handle -> {
            for (var apiKey : new UUID[] {key, null}) {
                var id = UUID.randomUUID();
                handle.createUpdate("""
                                insert into invocation (tenant_id, id, app_id, app, version, release_id, scenario, environment,
                                                        state, inputs, caller, api_key_id, created_at, deadline, sweep_after)
                                values (:tenant, :id, :id, 'greeter', 1, :id, 'a.b.c', 'production',
                                        'queued', '{}', :caller, cast(:key as uuid), now(), now(), now())
                                """)
                        .bind("tenant", tenant)
                        .bind("id", id)
                        .bind("caller", apiKey == null ? "user:ada" : "key:7qm2xt9a")
                        .bind("key", apiKey)
                        .execute();
                insertKey(handle, tenant, id, apiKey == null ? "of-ada" : "of-a-program");
            }
            insertKey(handle, tenant, UUID.randomUUID(), "of-nothing");
        });

        migrate(AFTER);

        var callers = superuser(address)
                .withHandle(handle -> handle.createQuery("select idempotency_key, caller from invocation_key")
                        .setMapKeyColumn("idempotency_key")
                        .setMapValueColumn("caller")
                        .collectInto(new GenericType<Map<String, String>>() {}));
        assertThat(callers).isEqualTo(Map.of("of-ada", "user:ada", "of-a-program", "key:" + key));
    }

    private static void insertKey(Handle handle, UUID tenant, UUID invocation, String key) {
        handle.createUpdate("""
                        insert into invocation_key (tenant_id, idempotency_key, invocation_id, fingerprint, created_at)
                        values (:tenant, :key, :id, 'f', now())
                        """)
                .bind("tenant", tenant)
                .bind("key", key)
                .bind("id", invocation)
                .execute();
    }

    private void migrate(String target) {
        Flyway.configure()
                .dataSource(
                        address,
                        stack.get("FLOTILLA_DATABASE_OWNER_USER"),
                        stack.get("FLOTILLA_DATABASE_OWNER_PASSWORD"))
                .locations("classpath:db/migration")
                .target(target)
                .load()
                .migrate();
    }

    private static Jdbi superuser(String address) {
        return Jdbi.create(address, "postgres", TestStack.get().get("FLOTILLA_DATABASE_SUPERUSER_PASSWORD"));
    }
}
