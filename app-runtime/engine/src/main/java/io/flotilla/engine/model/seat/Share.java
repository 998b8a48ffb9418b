package io.flotilla.engine.model.seat;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who waits, in fair shares: a tree whose leaves are queues. Of the children in which somebody waits, the next turn is
/// the one's that has had least for its weight. One who begins to wait starts level with the last turn: what it did not ask for
/// earlier it does not get back, and what it had is not held against it (start-time fair queueing: Goyal, Vin and Cheng,
/// 1996). Not safe for threads.
///
/// @param <W> what waits
final class Share<W> {
    private final @Nullable Share<W> parent;
    private final Map<String, Share<W>> children = new HashMap<>();
    private final ArrayDeque<W> queue = new ArrayDeque<>();
    private int weight;
    private int waiting;
    private int busy;
    private double had;
    private double turn;

    private Share(@Nullable Share<W> parent, int weight) {
        this.parent = parent;
        this.weight = weight;
    }

    /// The whole.
    static <W> Share<W> all() {
        return new Share<>(null, 1);
    }

    /// A part of this share, with the weight it has from now on. Ask for it anew each time: one that is idle is forgotten.
    Share<W> part(String name, int weight) {
        var part = children.computeIfAbsent(name, any -> new Share<>(this, weight));
        part.weight = weight;
        return part;
    }

    /// How many wait in it.
    int waiting() {
        return waiting;
    }

    /// Lets one wait here, behind who waits already.
    void add(W one) {
        queue.addLast(one);
        for (var each = this; each != null; each = each.parent) each.oneMore();
    }

    /// Takes out one that waits here no longer.
    void remove(W one) {
        if (!queue.remove(one)) return;
        for (var each = this; each != null; each = each.parent) each.waiting--;
    }

    /// The next one; there must be one. It counts as busy until it is settled.
    W next() {
        var leaf = this;
        while (leaf.queue.isEmpty()) leaf = leaf.nextPart();
        for (var each = leaf; each != null; each = each.parent) {
            each.waiting--;
            each.busy++;
        }
        return leaf.queue.removeFirst();
    }

    /// Counts what one of this share takes.
    ///
    /// @param tokens negative to give back
    void charge(long tokens) {
        for (var each = this; each.parent != null; each = each.parent) each.had += (double) tokens / each.weight;
    }

    /// One that was busy has ended.
    void settle() {
        for (var each = this; each != null; each = each.parent) each.busy--;
    }

    private void oneMore() {
        if (waiting++ > 0 || parent == null) return;
        had = Math.max(had, parent.turn);
    }

    private Share<W> nextPart() {
        @Nullable Share<W> least = null;
        children.values().removeIf(each -> each.startsLevelAnyway(turn));
        for (var each : children.values()) {
            if (each.waiting > 0 && (least == null || each.had < least.had)) least = each;
        }
        if (least == null) throw new IllegalStateException("nobody waits");
        turn = Math.max(turn, least.had);
        return least;
    }

    /// Then it need not be remembered.
    private boolean startsLevelAnyway(double last) {
        return waiting == 0 && busy == 0 && had <= last;
    }
}
