package io.flotilla.platform.testing;

import io.flotilla.local.TestStack;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/// The database as its superuser sees it: what the application's roles must not be able to.
public final class Catalogue {
    private static final Jdbi SUPERUSER = Jdbi.create(
            TestStack.get().databaseUrl(), "postgres", TestStack.get().get("FLOTILLA_DATABASE_SUPERUSER_PASSWORD"));

    private Catalogue() {}

    /// The result of a query that yields one text column.
    public static List<String> texts(String sql) {
        return SUPERUSER.withHandle(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    /// Work past every rule, for what the application cannot do.
    public static <R> R asSuperuser(HandleCallback<R, RuntimeException> work) {
        return SUPERUSER.inTransaction(work);
    }

    /// All tables with a `tenant_id`, partitions left out.
    public static List<String> tenantTables() {
        return texts("""
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
                  and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')
                order by 1
                """);
    }

    /// How many rows of `table` a session sees.
    public static long count(Handle handle, String table) {
        return handle.createQuery("select count(*) from <table>")
                .define("table", table)
                .mapTo(Long.class)
                .one();
    }
}
