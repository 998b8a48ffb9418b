package io.flotilla.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "not JSON",
                "[]",
                "\"text\"",
                "{}",
                "{\"type\":\"Unknown\"}",
                "{\"type\":\"InvocationStarted\"}",
                "{\"type\":\"InvocationStarted\",\"ref\":{\"tenantId\":\"sk-secret\"}}",
                "{\"type\":\"InvocationStarted\",\"ref\":{\"tenantId\":\"0193a000-0000-7000-8000-000000000001\","
                        + "\"invocationId\":\"0193a000-0000-7000-8000-000000000001\",\"attempt\":0}}",
            })
    void whatIsNoWholeMessageIsUnreadableAndNotQuoted(String content) {
        assertThatThrownBy(() -> Wire.read(content.getBytes(UTF_8), InvocationEvent.class))
                .isInstanceOf(UnreadableMessage.class)
                .hasMessageStartingWith("InvocationEvent: ")
                .hasMessageNotContaining("sk-secret");
    }

    @Test
    void aNullRecordAndADeeplyNestedOneAreUnreadable() {
        assertThatThrownBy(() -> Wire.read(null, InvocationEvent.class)).isInstanceOf(UnreadableMessage.class);
        assertThatThrownBy(() -> Wire.read("[".repeat(100_000).getBytes(UTF_8), ReplyFrame.class))
                .isInstanceOf(UnreadableMessage.class);
    }

    @Test
    void fieldsOfANewerVersionAreIgnored() throws UnreadableMessage {
        var json = """
                {"topic": "t", "partition": 1, "offset": 2, "reason": "r", "at": "2026-11-23T15:30:00Z", "colour": "blue"}
                """;

        assertThat(Wire.read(json.getBytes(UTF_8), DeadLetter.class).offset()).isEqualTo(2);
    }

    @Test
    void numbersKeepTheirDigits() throws UnreadableMessage {
        var json = "{\"amount\":12345678901234567.89,\"rate\":0.10}";

        assertThat(new String(Wire.write(Wire.readTree(json.getBytes(UTF_8))), UTF_8))
                .isEqualTo(json);
    }
}
