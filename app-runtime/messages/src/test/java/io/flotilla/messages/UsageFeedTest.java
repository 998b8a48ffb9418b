package io.flotilla.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.app.schema.JsonSchema;
import io.flotilla.app.schema.Schemas;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What is published on the usage topic is what its schema says, and the schema says no to what it is not.
class UsageFeedTest {
    private static final Path SCHEMA =
            Path.of(System.getProperty("flotilla.root"), "docs/schema/usage-event.schema.json");

    @Test
    void usageEventsAreAsPublished() throws Exception {
        var schema = schema();

        for (var usage : new UsageRecorded[] {Samples.usage(), Samples.usageOfAFailedCall()}) {
            assertThat(schema.check(Wire.tree(CloudEvent.of(usage)))).isEmpty();
        }
    }

    @Test
    void whatIsNoUsageEventIsRefused() throws Exception {
        var schema = schema();
        for (String gone : new String[] {"id", "specversion", "data"}) {
            var event = (ObjectNode) Wire.tree(CloudEvent.of(Samples.usage()));
            event.remove(gone);
            assertThat(schema.check(event)).as(gone).isNotEmpty();
        }
        var unpriced = (ObjectNode) Wire.tree(CloudEvent.of(Samples.usage()));
        ((ObjectNode) unpriced.path("data")).remove("currency");
        assertThat(schema.check(unpriced)).isNotEmpty();
        var negative = (ObjectNode) Wire.tree(CloudEvent.of(Samples.usage()));
        ((ObjectNode) negative.path("data").path("units")).put("inputTokens", -1);
        assertThat(schema.check(negative)).isNotEmpty();
    }

    private static JsonSchema schema() throws Exception {
        return Schemas.compile(Wire.readTree(Files.readString(SCHEMA).getBytes(UTF_8)));
    }
}
