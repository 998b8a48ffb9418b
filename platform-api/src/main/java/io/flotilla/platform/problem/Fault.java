package io.flotilla.platform.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An expected failure. It carries only what its caller may read: no class, query, host or other tenant.
public abstract sealed class Fault extends RuntimeException {
    private final ProblemCode code;
    private final String detail;

    private Fault(ProblemCode code, String detail) {
        super(code.code() + ": " + detail, null, false, false);
        this.code = code;
        this.detail = detail;
    }

    /// What kind of failure.
    public ProblemCode code() {
        return code;
    }

    /// What helps this caller with this request.
    public String detail() {
        return detail;
    }

    /// What does not exist, and equally what the caller may not see: one answer for both.
    public static Fault notFound() {
        return new NotFound();
    }

    /// The request does not fit the present state.
    public static Fault conflict(String detail) {
        return new Conflict(ProblemCode.CONFLICT, detail);
    }

    /// The caller is known and may not do this.
    public static Fault forbidden(String detail) {
        return new Forbidden(ProblemCode.FORBIDDEN, detail);
    }

    /// The request is wrong at one place.
    public static Fault invalid(String pointer, String violation, String message) {
        return new Invalid(ProblemCode.INVALID_INPUT, message, List.of(new Violation(pointer, violation, message)));
    }

    /// There is nothing at this address, or nothing the caller may see.
    public static final class NotFound extends Fault {
        private NotFound() {
            super(ProblemCode.NOT_FOUND, "There is nothing at this address, or you may not see it.");
        }
    }

    /// `conflict`, `stale`, `idempotency-in-progress`, `idempotency-mismatch`.
    public static final class Conflict extends Fault {
        public Conflict(ProblemCode code, String detail) {
            super(code, detail);
        }
    }

    /// `forbidden`, `tenant-suspended`.
    public static final class Forbidden extends Fault {
        public Forbidden(ProblemCode code, String detail) {
            super(code, detail);
        }
    }

    /// No credential, or not a valid one. Says no more: which half was wrong is nobody's business.
    public static final class Unauthenticated extends Fault {
        public Unauthenticated() {
            super(
                    ProblemCode.UNAUTHENTICATED,
                    "Send 'Authorization: Bearer' with an API key or an access token that is valid.");
        }
    }

    /// `invalid-input` and `invalid-definition`, with each violation.
    public static final class Invalid extends Fault {
        private final List<Violation> violations;

        public Invalid(ProblemCode code, String detail, List<Violation> violations) {
            super(code, detail);
            this.violations = List.copyOf(violations);
        }

        /// Everything that is wrong, in the order of the document.
        public List<Violation> violations() {
            return violations;
        }
    }

    /// `rate-limited`, `queue-full`, `budget-exceeded`.
    public static final class QuotaExceeded extends Fault {
        private final @Nullable Duration retryAfter;
        private final List<RateLimit> limits;
        private final @Nullable String budget;

        /// A budget does not cover it.
        public static QuotaExceeded overBudget(String budget, String detail) {
            return new QuotaExceeded(ProblemCode.BUDGET_EXCEEDED, detail, null, List.of(), budget);
        }

        public QuotaExceeded(ProblemCode code, String detail, @Nullable Duration retryAfter) {
            this(code, detail, retryAfter, List.of());
        }

        public QuotaExceeded(ProblemCode code, String detail, @Nullable Duration retryAfter, List<RateLimit> limits) {
            this(code, detail, retryAfter, limits, null);
        }

        private QuotaExceeded(
                ProblemCode code,
                String detail,
                @Nullable Duration retryAfter,
                List<RateLimit> limits,
                @Nullable String budget) {
            super(code, detail);
            this.retryAfter = retryAfter;
            this.limits = List.copyOf(limits);
            this.budget = budget;
        }

        /// The name of the budget that refused it, if one did.
        public Optional<String> budget() {
            return Optional.ofNullable(budget);
        }

        /// The limits that refused it, if any did.
        public List<RateLimit> limits() {
            return limits;
        }

        /// When it is worth trying again, if that is known.
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }
    }

    /// Something this request needs failed: a model, a connector, a worker, or time ran out.
    public static final class Failed extends Fault {
        public Failed(ProblemCode code, String detail) {
            super(code, detail);
        }
    }
}
