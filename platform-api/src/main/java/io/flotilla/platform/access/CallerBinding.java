package io.flotilla.platform.access;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/// Binds [Caller#current] around each resource method.
@Requires(Permission.SELF_READ)
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
class CallerBinding {
    private final Admission admission;

    CallerBinding(Admission admission) {
        this.admission = admission;
    }

    @AroundInvoke
    Object bind(InvocationContext context) throws Exception {
        return admission.caller().call(context::proceed);
    }
}
