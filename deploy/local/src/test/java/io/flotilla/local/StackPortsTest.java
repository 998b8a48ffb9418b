package io.flotilla.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flotilla.local.process.Ports;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class StackPortsTest {
    @Test
    void aTakenPortIsNamedWithItsHolderAndTheWayOut() throws Exception {
        int first = Ports.free(StackPorts.COUNT);
        var ports = new StackPorts(first);

        try (var _ = new ServerSocket(ports.kafka(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> ports.requireFree(1, 1))
                    .hasMessageContaining("Port " + ports.kafka() + ", wanted for Kafka, is taken by java")
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("./flotilla up --port " + (first + 100));
        }
    }

    @Test
    void freePortsAreFine() {
        var ports = new StackPorts(Ports.free(StackPorts.COUNT));

        assertThatCode(() -> ports.requireFree(StackPorts.MOST, StackPorts.MOST))
                .doesNotThrowAnyException();
    }
}
