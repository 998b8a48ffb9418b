package io.flotilla.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProfilesCommandTest {
    private ScriptedPlatform platform;
    private Terminal terminal;

    @BeforeEach
    void start() throws IOException {
        platform = new ScriptedPlatform().on("GET /v1/me", 200, "{\"tenant\": \"acme\"}");
        terminal = Terminal.to(platform);
    }

    @AfterEach
    void stop() {
        platform.close();
        terminal.close();
    }

    @Test
    void keepsAPlatformWhoseKeyIsTyped() {
        assertThat(profiles("flk_typed", "add", "acme", platform.url())).isZero();
        assertThat(terminal.execute(
                        "doctor",
                        "--profile",
                        "acme",
                        "--profiles",
                        terminal.profiles().toString()))
                .isZero();

        assertThat(platform.requests().getFirst().authorization()).isEqualTo("Bearer flk_typed");
        assertThat(terminal.out()).contains("Profile acme is kept").doesNotContain("flk_typed");
    }

    @Test
    void listsAddressesWithoutKeys() throws IOException {
        assertThat(profiles("", "--json")).isZero();

        assertThat(Terminal.json(terminal.out()))
                .isEqualTo(Terminal.json("[{\"name\": \"test\", \"url\": \"%s\"}]".formatted(platform.url())));
    }

    @Test
    void forgetsAPlatform() {
        assertThat(profiles("", "remove", "test")).isZero();
        assertThat(profiles("", "remove", "test")).isEqualTo(2);

        assertThat(terminal.err()).contains("there is no profile 'test'");
    }

    @Test
    void refusesWhatIsNoNameNoAddressOrNoKey() {
        assertThat(profiles("flk_k", "add", "Not A Name", platform.url())).isEqualTo(2);
        assertThat(profiles("flk_k", "add", "acme", "acme.example")).isEqualTo(4);
        assertThat(profiles("", "add", "acme", platform.url())).isEqualTo(4);

        assertThat(terminal.err()).contains("not a name", "Not an http(s) address", "no API key");
    }

    private int profiles(String typed, String... arguments) {
        var all = new ArrayList<>(
                List.of("profiles", "--profiles", terminal.profiles().toString()));
        all.addAll(List.of(arguments));
        return terminal.typing(typed, all.toArray(String[]::new));
    }
}
