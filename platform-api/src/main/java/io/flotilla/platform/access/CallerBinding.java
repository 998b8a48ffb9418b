package io.flotilla.platform.access;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/// Binds [Caller#current] and [Origin#current] around each resource method.
@Requires(Permission.SELF_READ)
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
class CallerBinding {
    private final Admission admission;
    private final CurrentVertxRequest request;

    CallerBinding(Admission admission, CurrentVertxRequest request) {
        this.admission = admission;
        this.request = request;
    }

    @AroundInvoke
    Object bind(InvocationContext context) throws Exception {
        var origin = Origin.of(request.getCurrent());
        return origin.call(() -> admission.caller().call(context::proceed));
    }
}
