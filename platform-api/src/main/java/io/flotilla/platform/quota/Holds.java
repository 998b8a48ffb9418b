package io.flotilla.platform.quota;

import io.flotilla.messages.InvocationRef;
import io.flotilla.messages.SpendingLimit;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.problem.Fault;
import io.flotilla.platform.queue.Column;
import io.flotilla.platform.usage.Money;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// What budgets set aside for invocations: the whole of the worst bill under every budget, or nothing and a refusal. A
/// hold is never cut down to what is left.
@ApplicationScoped
public class Holds {
    /// Locks the periods in the order of their budgets, whoever else wants them, and adds where it fits.
    private static final String HOLD =
            """
            with held as (
                insert into budget_period as p (tenant_id, budget_id, starts_at, committed_nano, held_nano)
                select :tenant, n.budget_id, n.starts_at, 0, :worst
                from unnest(:budgets, :starts) as n (budget_id, starts_at)
                order by n.budget_id
                on conflict on constraint budget_period_key do update set held_nano = p.held_nano + excluded.held_nano
                where exists (select 1 from budget b
                              where (b.tenant_id, b.id) = (p.tenant_id, p.budget_id)
                                and (b.mode = 'warn' or p.committed_nano + p.held_nano <= b.limit_nano - excluded.held_nano))
                returning p.budget_id, p.starts_at)
            insert into budget_hold as h (tenant_id, invocation_id, budget_id, starts_at, asked_nano, held_nano)
            select :tenant, :invocation, budget_id, starts_at, :worst, :worst from held
            on conflict on constraint budget_hold_key do update set held_nano = h.held_nano + excluded.held_nano
            returning budget_id
            """;

    /// Holds the worst bill of an invocation that is being admitted, under all budgets it comes under.
    ///
    /// @return what the run may cost; empty when no hard budget covers it
    /// @throws Fault.QuotaExceeded if a hard budget does not cover it; the transaction must then not be committed
    public Optional<SpendingLimit> take(
            Handle handle, TenantId tenant, UUID invocation, Instant now, Spender spender, Supplier<WorstBill> bill) {
        var budgets = Periods.over(handle, tenant, now, spender);
        if (budgets.isEmpty()) return Optional.empty();
        return switch (bill.get()) {
            case WorstBill.Nothing _ -> Optional.empty();
            case WorstBill.Unknown(var why) -> {
                budgets.stream().filter(Budget::isHard).findFirst().ifPresent(each -> {
                    throw refused(each, why);
                });
                yield Optional.empty();
            }
            case WorstBill.AtMost(var money) -> take(handle, tenant, invocation, budgets, money);
        };
    }

    private static Optional<SpendingLimit> take(
            Handle handle, TenantId tenant, UUID invocation, List<Budget> budgets, Money worst) {
        for (var each : budgets) {
            if (each.isHard() && !each.limit().currency().equals(worst.currency())) {
                throw refused(each, "The models are priced in %s.".formatted(worst.currency()));
            }
        }
        var counting = budgets.stream()
                .filter(each -> each.limit().currency().equals(worst.currency()))
                .toList();
        var held = hold(handle, tenant, invocation, counting, worst.nano());
        for (var each : counting) {
            if (!held.contains(each.id())) {
                throw refused(each, "This could cost %s, and less is left.".formatted(text(worst)));
            }
        }
        boolean hard = counting.stream().anyMatch(Budget::isHard);
        return hard ? Optional.of(new SpendingLimit(worst.nano(), worst.currency())) : Optional.empty();
    }

    private static HashSet<UUID> hold(
            Handle handle, TenantId tenant, UUID invocation, List<Budget> budgets, long nano) {
        return new HashSet<>(handle.createQuery(HOLD)
                .bind("tenant", tenant)
                .bind("invocation", invocation)
                .bind("worst", nano)
                .bind("budgets", Column.uuid(budgets, Budget::id))
                .bind("starts", Column.instant(budgets, Budget::startsAt))
                .mapTo(UUID.class)
                .list());
    }

    private static Fault refused(Budget budget, String why) {
        return Fault.QuotaExceeded.overBudget(
                budget.name(),
                "The budget '%s' of %s for the %s does not cover this. %s"
                        .formatted(budget.name(), budget.node(), budget.period(), why));
    }

    private static String text(Money money) {
        return new io.flotilla.app.definition.Money(money.nano(), money.currency()).toString();
    }

    /// What a further attempt may cost: what is held and not billed, without what lost attempts may still be billed for. As
    /// far as the budgets allow, it is brought up to what was held at first, so that what was lost can be done again.
    ///
    /// @param untoldNano the most that announced calls can cost that are in no ledger yet; asked for once the holds are
    ///                   locked, because what is added to the ledger meanwhile is taken from them
    /// @return empty when no hard budget covers it
    public static Optional<SpendingLimit> again(Handle handle, InvocationRef ref, LongSupplier untoldNano) {
        var held = held(handle, ref);
        var hard = held.stream().filter(Held::hard).toList();
        if (hard.isEmpty()) return Optional.empty();
        var currency = hard.getFirst().currency;
        long left = hard.stream().mapToLong(Held::nano).min().orElseThrow() - untoldNano.getAsLong();
        long lost = hard.stream().mapToLong(Held::asked).max().orElseThrow() - left;
        if (lost > 0 && heldAlso(handle, ref, held, lost)) left += lost;
        return Optional.of(new SpendingLimit(Math.max(0, left), currency));
    }

    private static boolean heldAlso(Handle handle, InvocationRef ref, List<Held> held, long nano) {
        handle.savepoint("more");
        var taken = handle.createQuery(HOLD)
                .bind("tenant", ref.tenantId())
                .bind("invocation", ref.invocationId())
                .bind("worst", nano)
                .bind("budgets", Column.uuid(held, Held::budget))
                .bind("starts", Column.instant(held, Held::startsAt))
                .mapTo(UUID.class)
                .list();
        if (taken.size() == held.size()) return true;
        handle.rollbackToSavepoint("more");
        return false;
    }

    private static List<Held> held(Handle handle, InvocationRef ref) {
        return handle.createQuery(
                        """
                        select h.*, b.currency, b.mode = 'hard' as hard
                        from budget_hold h join budget b on (b.tenant_id, b.id) = (h.tenant_id, h.budget_id)
                        where h.tenant_id = :tenant and h.invocation_id = :invocation
                        order by h.budget_id for update of h
                        """)
                .bind("tenant", ref.tenantId())
                .bind("invocation", ref.invocationId())
                .map((row, context) -> new Held(
                        row.getObject("budget_id", UUID.class),
                        row.getTimestamp("starts_at").toInstant(),
                        row.getLong("asked_nano"),
                        row.getLong("held_nano"),
                        row.getString("currency"),
                        row.getBoolean("hard")))
                .list();
    }

    /// @param asked what was held at admission
    private record Held(UUID budget, Instant startsAt, long asked, long nano, String currency, boolean hard) {}

    /// Gives back what is left of the holds of invocations that have ended and whose usage is all stored.
    public static void release(Handle handle, List<InvocationRef> ended) {
        handle.createUpdate(
                        """
                        with due as (
                            select h.* from budget_hold h
                            where (h.tenant_id, h.invocation_id) in (select * from unnest(:tenants, :invocations))
                            order by h.tenant_id, h.invocation_id, h.budget_id for update),
                        gone as (
                            delete from budget_hold h using due
                            where (h.tenant_id, h.invocation_id, h.budget_id) = (due.tenant_id, due.invocation_id, due.budget_id)
                            returning h.tenant_id, h.budget_id, h.starts_at, h.held_nano),
                        sums as (
                            select tenant_id, budget_id, starts_at, sum(held_nano) as held_nano from gone group by 1, 2, 3),
                        locked as (
                            select p.tenant_id, p.budget_id, p.starts_at, sums.held_nano
                            from budget_period p join sums using (tenant_id, budget_id, starts_at)
                            order by 1, 2, 3 for update of p)
                        update budget_period p set held_nano = p.held_nano - locked.held_nano
                        from locked
                        where (p.tenant_id, p.budget_id, p.starts_at) = (locked.tenant_id, locked.budget_id, locked.starts_at)
                        """)
                .bind("tenants", Column.uuid(ended, InvocationRef::tenantId))
                .bind("invocations", Column.uuid(ended, InvocationRef::invocationId))
                .execute();
    }
}
