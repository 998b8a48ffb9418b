package io.flotilla.platform.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flotilla.platform.access.Caller;
import io.flotilla.platform.audit.Audit;
import io.flotilla.platform.database.Database;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.resource.Name;
import io.flotilla.platform.resource.Revision;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tenant's models. Who writes a model holds its row until the transaction ends, so that writers take turns.
@ApplicationScoped
public class Models {
    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

    private final Database database;
    private final Prices prices;
    private final ModelUsers users;
    private final Audit audit;
    private final ObjectMapper json;

    Models(Database database, Prices prices, ModelUsers users, Audit audit, ObjectMapper json) {
        this.database = database;
        this.prices = prices;
        this.users = users;
        this.audit = audit;
        this.json = json;
    }

    /// Those of the names that no model in the catalogue has, in the caller's tenant transaction. The models that are there
    /// stay in the catalogue until the transaction ends.
    public Set<String> missing(Handle handle, TenantId tenant, Set<String> names) {
        var missing = new TreeSet<>(names);
        handle.createQuery(
                        """
                        select name from model
                        where tenant_id = :tenant and name = any (:names) and archived_at is null
                        order by name for share
                        """)
                .bind("tenant", tenant)
                .bindArray("names", String.class, names)
                .mapTo(String.class)
                .forEach(missing::remove);
        return missing;
    }

    /// A new model.
    ///
    /// @throws Fault.Conflict if there is one of that name
    Model create(Caller caller, ModelRequest.Checked request) {
        return database.inTenant(caller.tenant(), handle -> {
            var provider = provider(handle, caller.tenant(), request.provider());
            var row = hold(handle, caller.tenant(), provider, request);
            if (!row.archived()) {
                throw Fault.conflict("There is a model called '%s' already.".formatted(request.name()));
            }
            return write(handle, caller.tenant(), row, provider, request);
        });
    }

    /// The model as asked for, new or replaced.
    Put put(Caller caller, ModelRequest.Checked request, @Nullable String ifMatch) {
        return database.inTenant(caller.tenant(), handle -> {
            var provider = provider(handle, caller.tenant(), request.provider());
            var row = hold(handle, caller.tenant(), provider, request);
            if (row.archived()) Revision.matchNone(ifMatch);
            else row.revision().match(ifMatch);
            return new Put(write(handle, caller.tenant(), row, provider, request), row.archived());
        });
    }

    Model byName(TenantId tenant, String name) {
        return database.inTenant(tenant, handle -> read(handle, tenant, name));
    }

    Page<Model> list(TenantId tenant, PageRequest page) {
        var rows = database.inTenant(tenant, handle -> select(handle, tenant, "", page.after(Name::cursor).orElse(""), page.rows()));
        return Page.cut(rows, page, Model::name);
    }

    /// All prices the model ever had, the present one first.
    List<Price> prices(TenantId tenant, String name) {
        return database.inTenant(
                tenant, handle -> prices.of(handle, tenant, read(handle, tenant, name).id()));
    }

    /// Takes a model that nothing live uses out of the catalogue. Its prices stay: the ledger names them.
    void archive(Caller caller, String name) {
        database.useTenant(caller.tenant(), handle -> {
            var row = locked(handle, caller.tenant(), name)
                    .filter(each -> !each.archived())
                    .orElseThrow(Fault::notFound);
            users.userOfModel(handle, caller.tenant(), name).ifPresent(user -> {
                throw Fault.conflict("It is used by %s.".formatted(user));
            });
            handle.createUpdate(
                            """
                            update model set archived_at = now(), updated_at = now(), revision = revision + 1
                            where tenant_id = :tenant and id = :id
                            """)
                    .bind("tenant", caller.tenant())
                    .bind("id", row.id())
                    .execute();
            audit.record(handle, caller.tenant(), "model.deleted", name, Map.of());
        });
    }

    private Model write(Handle handle, TenantId tenant, Row row, UUID provider, ModelRequest.Checked request) {
        handle.createUpdate(
                        """
                        update model
                        set provider_id = :provider, upstream_name = :upstreamName, kind = :kind,
                            context_length = :contextLength, labels = :labels::jsonb,
                            archived_at = null, updated_at = now(), revision = revision + 1
                        where tenant_id = :tenant and id = :id
                        """)
                .bind("provider", provider)
                .bind("upstreamName", request.upstreamName())
                .bind("kind", request.kind())
                .bind("contextLength", request.contextLength())
                .bind("labels", json.valueToTree(request.labels()).toString())
                .bind("tenant", tenant)
                .bind("id", row.id())
                .execute();
        var price = request.price();
        if (price != null) prices.set(handle, tenant, row.id(), price);
        audit.record(
                handle,
                tenant,
                "model.written",
                request.name(),
                Map.of("provider", request.provider(), "upstreamName", request.upstreamName()));
        return read(handle, tenant, request.name());
    }

    private Model read(Handle handle, TenantId tenant, String name) {
        return select(handle, tenant, name, "", 1).stream().findFirst().orElseThrow(Fault::notFound);
    }

    /// Models by name: the one called `name`, or with an empty `name` those after `after`.
    private List<Model> select(Handle handle, TenantId tenant, String name, String after, int rows) {
        return handle.createQuery(
                        """
                        select m.*, p.name as provider_name, c.*
                          from model m
                          join provider p on p.tenant_id = m.tenant_id and p.id = m.provider_id
                          left join lateral (
                               select id as price_id, number, valid_from, currency, input_per_million,
                                      cached_input_per_million, output_per_million, per_request
                                 from model_price
                                where tenant_id = m.tenant_id and model_id = m.id
                                order by tenant_id, model_id, number desc
                                limit 1) c on true
                         where m.tenant_id = :tenant and m.archived_at is null
                           and (:name = '' or m.name = :name) and m.name > :after
                         order by m.tenant_id, m.name
                         limit :rows
                        """)
                .bind("tenant", tenant)
                .bind("name", name)
                .bind("after", after)
                .bind("rows", rows)
                .map((row, context) -> model(row))
                .list();
    }

    private Model model(ResultSet row) throws SQLException {
        return new Model(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("provider_name"),
                row.getString("upstream_name"),
                row.getString("kind"),
                row.getObject("context_length", Integer.class),
                labels(row.getString("labels")),
                row.getObject("price_id") == null ? null : Price.of(row),
                new Revision(row.getInt("revision")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    private Map<String, String> labels(String text) {
        try {
            return json.readValue(text, LABELS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored labels are a map of texts", e);
        }
    }

    /// The model's row, locked; made as an archived one if there was none, which the transaction goes on to fill or drops.
    private static Row hold(Handle handle, TenantId tenant, UUID provider, ModelRequest.Checked request) {
        handle.createUpdate(
                        """
                        insert into model (tenant_id, name, provider_id, upstream_name, kind, revision, archived_at)
                        values (:tenant, :name, :provider, :upstreamName, :kind, 0, now())
                        on conflict (tenant_id, name) do nothing
                        """)
                .bind("tenant", tenant)
                .bind("name", request.name())
                .bind("provider", provider)
                .bind("upstreamName", request.upstreamName())
                .bind("kind", request.kind())
                .execute();
        return locked(handle, tenant, request.name()).orElseThrow();
    }

    private static Optional<Row> locked(Handle handle, TenantId tenant, String name) {
        return handle.createQuery(
                        """
                        select id, revision, archived_at is not null as archived from model
                        where tenant_id = :tenant and name = :name for update
                        """)
                .bind("tenant", tenant)
                .bind("name", name)
                .map((row, context) -> new Row(
                        row.getObject("id", UUID.class), new Revision(row.getInt("revision")), row.getBoolean("archived")))
                .findOne();
    }

    /// The provider of that name, which stays in the catalogue until the transaction ends.
    private static UUID provider(Handle handle, TenantId tenant, String name) {
        return handle.createQuery(
                        """
                        select id from provider
                        where tenant_id = :tenant and name = :name and archived_at is null for share
                        """)
                .bind("tenant", tenant)
                .bind("name", name)
                .mapTo(UUID.class)
                .findOne()
                .orElseThrow(() -> Fault.invalid(
                        "/provider", "unknown-provider", "There is no provider called '%s'.".formatted(name)));
    }

    /// A model and whether it is new.
    record Put(Model model, boolean created) {}

    private record Row(UUID id, Revision revision, boolean archived) {}
}
