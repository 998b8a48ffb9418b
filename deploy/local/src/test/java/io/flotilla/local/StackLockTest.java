package io.flotilla.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackLockTest {
    @TempDir
    Path folder;

    @Test
    void oneSupervisorAtATime() {
        var first = StackLock.take(folder).orElseThrow();

        assertThat(StackLock.take(folder)).isEmpty();
        assertThat(StackLock.isHeld(folder)).isTrue();
        first.close();
        assertThat(StackLock.isHeld(folder)).isFalse();
    }

    @Test
    void nobodyHoldsAFolderThatIsNotThere() {
        assertThat(StackLock.isHeld(folder.resolve("nothing"))).isFalse();
        assertThat(folder.resolve("nothing")).doesNotExist();
    }
}
