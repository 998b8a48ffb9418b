package io.flotilla.platform.database;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Types;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.jackson2.Jackson2Config;
import org.jdbi.v3.jackson2.Jackson2Plugin;
import org.jdbi.v3.postgres.PostgresPlugin;

/// The only way to PostgreSQL. Each method opens one transaction, commits it when the work returns and rolls it
/// back when it throws. Which rows the work sees is decided by the database (row-level security), not by the
/// SQL it writes:
///
///     var apps = database.inTenant(caller.tenant(), handle -> handle.createQuery("select name from app ...")...);
@ApplicationScoped
public class Database {
    private static final String SETTING = "select set_config(:name, :value, true)";
    private static final ArgumentFactory IDS = (type, value, config) -> value instanceof Id id
            ? Optional.of((position, statement, context) -> statement.setObject(position, id.value(), Types.OTHER))
            : Optional.empty();

    private final Jdbi app;
    private final Jdbi projection;

    Database(AgroalDataSource app, @DataSource("projection") AgroalDataSource projection, ObjectMapper json) {
        this.app = jdbi(app, json);
        this.projection = jdbi(projection, json);
    }

    /// Work on the rows of one tenant, and of no other.
    public <R, X extends Exception> R inTenant(TenantId tenant, HandleCallback<R, X> work) throws X {
        return app.inTransaction(handle -> {
            set(handle, "app.tenant_id", tenant.toString());
            return work.withHandle(handle);
        });
    }

    /// [#inTenant] for work without a result.
    public <X extends Exception> void useTenant(TenantId tenant, HandleConsumer<X> work) throws X {
        inTenant(tenant, handle -> {
            work.useHandle(handle);
            return Optional.empty();
        });
    }

    /// Work that begins before the tenant is known: no row of any tenant is visible, but for those that a
    /// policy opens to a setting made with [#set] (an API key by its prefix, a member by subject). Once known,
    /// the tenant is entered with [#enter].
    public <R, X extends Exception> R withoutTenant(HandleCallback<R, X> work) throws X {
        return app.inTransaction(work);
    }

    /// Work across tenants under the projections' own role, which sees only the tables with a policy for it.
    public <R, X extends Exception> R asProjection(HandleCallback<R, X> work) throws X {
        return projection.inTransaction(work);
    }

    /// [#asProjection] for work without a result.
    public <X extends Exception> void useProjection(HandleConsumer<X> work) throws X {
        projection.useTransaction(work);
    }

    /// Makes a setting of this transaction that policies look at.
    public static void set(Handle handle, String name, String value) {
        handle.createQuery(SETTING)
                .bind("name", name)
                .bind("value", value)
                .mapTo(String.class)
                .one();
    }

    /// The rest of this transaction belongs to `tenant`.
    public static void enter(Handle handle, TenantId tenant) {
        set(handle, "app.tenant_id", tenant.toString());
    }

    private static Jdbi jdbi(AgroalDataSource source, ObjectMapper json) {
        var jdbi = Jdbi.create(source)
                .installPlugin(new PostgresPlugin())
                .installPlugin(new Jackson2Plugin())
                .registerArgument(IDS);
        jdbi.getConfig(Jackson2Config.class).setMapper(json);
        return jdbi;
    }
}
