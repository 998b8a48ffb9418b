package io.flotilla.platform.invocation.state;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.flotilla.messages.InvocationRef;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestApp;
import io.flotilla.platform.testing.TestTenant;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@PlatformTest
class RowLocksTest {
    private static final int ROWS = 8; // as many as a tenant may have here
    private static final int ROUNDS = 200;

    @Inject
    Database database;

    @Test
    void whoChangesTheSameRowsInAnotherOrderWaits() throws Exception {
        var tenant = TestTenant.create();
        TestApp.release(tenant);
        var refs = IntStream.range(0, ROWS).mapToObj(each -> queued(tenant)).toList();

        try (var threads = Executors.newFixedThreadPool(2)) {
            var both = threads.invokeAll(List.of(changing(refs), changing(refs.reversed())));
            for (var each : both) assertThatCode(each::get).doesNotThrowAnyException();
        }
    }

    /// Takes the rows as batches do and then changes one after the other, in the order given.
    private Callable<Void> changing(List<InvocationRef> refs) {
        return () -> {
            for (int round = 0; round < ROUNDS; round++) {
                database.useProjection(handle -> {
                    RowLocks.take(handle, refs);
                    for (var each : refs) {
                        handle.createUpdate("""
                                        update invocation set sweep_after = sweep_after
                                        where tenant_id = :tenant and id = :id
                                        """)
                                .bind("tenant", each.tenantId())
                                .bind("id", each.invocationId())
                                .execute();
                    }
                });
            }
            return null;
        };
    }

    private static InvocationRef queued(TestTenant tenant) {
        var id = tenant.asKey()
                .header("Prefer", "respond-async")
                .body(Map.of("inputs", Map.of("name", "Ada")))
                .post("/v1/apps/greeter/invocations")
                .then()
                .statusCode(202)
                .extract()
                .<String>path("id");
        return new InvocationRef(tenant.id().value(), UUID.fromString(id), 1);
    }
}
