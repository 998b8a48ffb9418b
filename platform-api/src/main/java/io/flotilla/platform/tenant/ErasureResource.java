package io.flotilla.platform.tenant;

import static io.flotilla.platform.access.Permission.TENANTS_ADMINISTER;

import io.flotilla.platform.access.Requires;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import io.flotilla.platform.problem.Fault;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;

/// Which tenants were erased. Names may have been given anew since; ids never are.
@Path("/v1/erasures")
@RunOnVirtualThread
public class ErasureResource {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Tenants tenants;
    private final Erasures erasures;

    ErasureResource(Tenants tenants, Erasures erasures) {
        this.tenants = tenants;
        this.erasures = erasures;
    }

    @GET
    @Requires(TENANTS_ADMINISTER)
    public Page<Erasure> list(@BeanParam PageRequest page) {
        var after = page.after(UUID::fromString).orElse(BEFORE_ALL);
        var rows = tenants.asOperator(handle -> erasures.after(handle, after, page.rows()));
        return Page.cut(rows, page, erasure -> erasure.tenant().toString());
    }

    @GET
    @Path("{id}")
    @Requires(TENANTS_ADMINISTER)
    public Erasure read(UUID id) {
        return tenants.asOperator(handle -> erasures.byId(handle, id)).orElseThrow(Fault::notFound);
    }
}
