package io.flotilla.engine.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private static final Fault FIRST = new Fault(FaultCode.CANCELLED, "first");
    private static final Fault SECOND = new Fault(FaultCode.DEADLINE_EXCEEDED, "second");

    @Test
    void onlyTheFirstReasonCounts() {
        var cancellation = new Cancellation();

        assertThat(cancellation.cancel(FIRST)).isTrue();
        assertThat(cancellation.cancel(SECOND)).isFalse();
        assertThat(cancellation.reason()).contains(FIRST);
    }

    @Test
    void runsActionsOnceAndLateOnesAtOnce() {
        var cancellation = new Cancellation();
        var heard = new ArrayList<String>();
        cancellation.onCancel(() -> heard.add("kept"));
        cancellation.onCancel(() -> heard.add("taken back")).close();

        cancellation.cancel(FIRST);
        cancellation.cancel(SECOND);
        cancellation.onCancel(() -> heard.add("late"));

        assertThat(heard).containsExactly("kept", "late");
    }

    @Test
    void aChildFollowsItsParentButNotTheOtherWayRound() {
        var parent = new Cancellation();
        var alone = parent.child();
        var follower = parent.child();

        alone.cancel(SECOND);
        assertThat(parent.isCancelled()).isFalse();

        parent.cancel(FIRST);
        assertThat(follower.reason()).contains(FIRST);
        assertThat(alone.reason()).contains(SECOND);
        assertThat(parent.child().reason()).contains(FIRST);
    }

    @Test
    void aClosedChildNoLongerFollows() {
        var parent = new Cancellation();
        var child = parent.child();

        child.close();
        parent.cancel(FIRST);

        assertThat(child.isCancelled()).isFalse();
    }
}
