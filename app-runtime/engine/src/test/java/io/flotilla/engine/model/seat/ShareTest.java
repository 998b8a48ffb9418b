package io.flotilla.engine.model.seat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShareTest {
    private final Share<Job> all = Share.all();
    private final Map<String, Long> taken = new HashMap<>();

    @Test
    void whoWaitsIsServedByWeightInTokensNotInTurns() {
        var random = new Random(7);
        var one = all.part("one", 1);
        var three = all.part("three", 3);
        for (int i = 0; i < 4000; i++) {
            one.add(new Job("one", one, 100 + random.nextInt(1900)));
            three.add(new Job("three", three, 10 + random.nextInt(190)));
        }

        while (one.waiting() > 0 && three.waiting() > 0) serve();

        double share = (double) taken.get("one") / (taken.get("one") + taken.get("three"));
        assertThat(share).isCloseTo(0.25, within(0.01));
    }

    @Test
    void whoAsksOnceIsNextHoweverManyWaitOfAnother() {
        var many = all.part("many", 1);
        for (int i = 0; i < 10_000; i++) many.add(new Job("many", many, 500));
        for (int i = 0; i < 300; i++) serve();

        for (int i = 0; i < 20; i++) {
            var few = all.part("few", 1);
            few.add(new Job("few", few, 500));
            assertThat(serve()).isEqualTo("few");
            serve();
        }
    }

    @Test
    void whoWasIdleHasSavedNothingUp() {
        var busy = all.part("busy", 1);
        for (int i = 0; i < 1000; i++) busy.add(new Job("busy", busy, 100));
        for (int i = 0; i < 500; i++) serve();
        var late = all.part("late", 1);
        for (int i = 0; i < 100; i++) late.add(new Job("late", late, 100));

        taken.clear();
        for (int i = 0; i < 100; i++) serve();

        assertThat(taken.get("late")).isCloseTo(taken.get("busy"), within(200L));
    }

    @Test
    void whatWasTakenCountsNotWhatWasThought() {
        var modest = all.part("modest", 1);
        var liar = all.part("liar", 1);
        for (int i = 0; i < 1000; i++) {
            modest.add(new Job("modest", modest, 100));
            liar.add(new Job("liar", liar, 1));
        }

        for (int i = 0; i < 400; i++) serve(100);

        assertThat(taken.get("liar")).isCloseTo(taken.get("modest"), within(200L));
    }

    @Test
    void aTenantsAppsShareWhatIsTheTenants() {
        var tenant = all.part("tenant", 1);
        var other = all.part("other", 1);
        for (int i = 0; i < 1000; i++) {
            for (var name : new String[] {"a", "b", "c"}) {
                var app = tenant.part(name, 1);
                app.add(new Job(name, app, 100));
            }
            other.add(new Job("other", other, 100));
        }

        for (int i = 0; i < 600; i++) serve();

        assertThat(taken.get("other")).isCloseTo(30_000L, within(200L));
        assertThat(taken.get("a")).isCloseTo(10_000L, within(200L));
        assertThat(taken.get("c")).isCloseTo(10_000L, within(200L));
    }

    @Test
    void whoNoLongerWaitsIsPassedOver() {
        var gone = all.part("gone", 1);
        var job = new Job("gone", gone, 1);
        gone.add(job);
        var here = all.part("here", 1);
        here.add(new Job("here", here, 1));

        gone.remove(job);

        assertThat(serve()).isEqualTo("here");
        assertThat(all.waiting()).isZero();
    }

    private String serve() {
        return serve(-1);
    }

    /// @param really what it takes in the end; negative for what it said
    private String serve(long really) {
        var job = all.next();
        job.share.charge(job.tokens);
        long used = really < 0 ? job.tokens : really;
        job.share.charge(used - job.tokens);
        job.share.settle();
        taken.merge(job.name, used, Long::sum);
        return job.name;
    }

    private record Job(String name, Share<Job> share, long tokens) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
