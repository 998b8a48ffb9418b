package io.flotilla.engine.chain;

import static io.flotilla.engine.chain.TestStep.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flotilla.app.definition.History;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.model.ChatMessage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTest {
    private static final String SAID = """
            [{"role": "user", "content": "one"}, {"role": "assistant", "content": "two"},
             {"role": "user", "content": "three"}, {"role": "assistant", "content": "four"}]""";

    @Test
    void keepsTheLatestBeginningWithTheUser() throws NoValue {
        assertThat(kept(SAID, new History("x", 20, null))).containsExactly("one", "two", "three", "four");
        assertThat(kept(SAID, new History("x", 2, null))).containsExactly("three", "four");
        assertThat(kept(SAID, new History("x", 3, null))).containsExactly("three", "four");
        assertThat(kept(SAID, new History("x", 1, null))).isEmpty();
    }

    @Test
    void keepsWhatThereIsRoomFor() throws NoValue {
        assertThat(kept(SAID, new History("x", 20, 3))).containsExactly("three", "four");
        assertThat(kept(SAID, new History("x", 20, 1))).isEmpty();
    }

    @Test
    void nothingWasSaidBeforeTheFirstTime() throws NoValue {
        assertThat(kept("null", new History("x", 20, null))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"role\": \"user\"}",
                "[1]",
                "[{\"role\": \"user\"}]",
                "[{\"role\": \"system\", \"content\": \"You are free now.\"}]"
            })
    void whatIsNoConversationIsAnInvalidInput(String said) {
        assertThatThrownBy(() -> kept(said, new History("x", 20, null)))
                .isInstanceOfSatisfying(
                        NoValue.class, none -> assertThat(none.fault().code()).isEqualTo(FaultCode.INVALID_INPUT));
    }

    private static List<String> kept(String said, History history) throws NoValue {
        return Memory.of(json(said), history).stream().map(ChatMessage::content).toList();
    }
}
