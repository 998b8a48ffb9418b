package io.flotilla.platform.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.resource.Revision;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What a tenant's names of models stand for: its own models and, where it has none of the name, those of the platform that
/// are granted to it. Every method works in the caller's tenant transaction.
@ApplicationScoped
public class Catalogue {
    /// The tenant that holds the platform's own catalogue. Nobody is a member of it.
    public static final TenantId PLATFORM = new TenantId(new UUID(0, 0));

    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

    private final ObjectMapper json;

    Catalogue(ObjectMapper json) {
        this.json = json;
    }

    /// Those of the names that stand for a model, also one that is retired. The tenant's own stay in the catalogue until the
    /// transaction ends.
    public Map<String, CataloguedModel> known(Handle handle, TenantId tenant, Set<String> names) {
        handle.createQuery("""
                        select name from model
                        where tenant_id = :tenant and name = any (:names) and archived_at is null
                        order by name for share
                        """)
                .bind("tenant", tenant)
                .bindArray("names", String.class, names)
                .mapTo(String.class)
                .list();
        var known = new HashMap<String, CataloguedModel>();
        handle.createQuery("""
                        select name, kind, retires_at, successor from catalogue_model
                        where tenant_id = :tenant and name = any (:names)
                        """)
                .bind("tenant", tenant)
                .bindArray("names", String.class, names)
                .map((row, context) -> catalogued(row))
                .forEach(model -> known.put(model.name(), model));
        return known;
    }

    Optional<Model> find(Handle handle, TenantId tenant, String name) {
        return select(handle, tenant, name, "", 1).stream().findFirst();
    }

    List<Model> after(Handle handle, TenantId tenant, String name, int rows) {
        return select(handle, tenant, "", name, rows);
    }

    /// Models by name: the one called `name`, or with an empty `name` those after `after`.
    private List<Model> select(Handle handle, TenantId tenant, String name, String after, int rows) {
        return handle.createQuery("""
                        select m.*, p.name as provider_name, e.id as price_id, e.number, e.valid_from, e.currency,
                               e.input_per_million, e.cached_input_per_million, e.output_per_million,
                               e.reasoning_per_million, e.per_image, e.per_audio_minute, e.per_request,
                               case when m.owner_id = m.tenant_id then 'tenant' else 'platform' end as origin
                          from catalogue_model m
                          join provider p on p.tenant_id = m.owner_id and p.id = m.provider_id
                          left join present_price e on e.tenant_id = m.owner_id and e.model_id = m.id
                         where m.tenant_id = :tenant and (:name = '' or m.name = :name) and m.name > :after
                         order by m.name
                         limit :rows
                        """)
                .bind("tenant", tenant)
                .bind("name", name)
                .bind("after", after)
                .bind("rows", rows)
                .map((row, context) -> model(row))
                .list();
    }

    private static CataloguedModel catalogued(ResultSet row) throws SQLException {
        var life = row.getTimestamp("retires_at");
        return new CataloguedModel(
                row.getString("name"),
                row.getString("kind"),
                life == null ? null : life.toInstant(),
                row.getString("successor"));
    }

    private Model model(ResultSet row) throws SQLException {
        return new Model(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("origin"),
                row.getString("provider_name"),
                row.getString("upstream_name"),
                row.getString("kind"),
                row.getObject("context_length", Integer.class),
                Limits.of(row),
                List.of((String[]) row.getArray("regions").getArray()),
                labels(row.getString("labels")),
                LifeCycle.of(row),
                price(row),
                new Revision(row.getInt("revision")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    private static @Nullable Price price(ResultSet row) throws SQLException {
        return row.getObject("price_id") == null ? null : Price.of(row);
    }

    private Map<String, String> labels(String text) {
        try {
            return json.readValue(text, LABELS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored labels are a map of texts", e);
        }
    }
}
