package io.flotilla.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.app.check.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoDocumentsTest {
    private static final Path DEMO =
            Path.of(System.getProperty("flotilla.root"), "deploy/local/src/main/resources/demo");

    @Test
    void theComplaintDeskIsCheckedAgainstItsConnector() throws IOException {
        var bank = Samples.connector(Files.readString(DEMO.resolve("customers.connector.yaml")));
        var check = Samples.check(Files.readString(DEMO.resolve("complaint-desk.yaml")), name -> Optional.of(bank));
        assertThat(check)
                .isInstanceOfSatisfying(
                        Check.Passed.class,
                        passed -> assertThat(passed.warnings()).isEmpty());
    }
}
