package io.flotilla.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoFilesTest {
    @Test
    void theConnectorReadsTheDatabaseOfThisStack() {
        assertThat(DemoFiles.connector("jdbc:postgresql://127.0.0.1:28102/demo_bank"))
                .contains("url: jdbc:postgresql://127.0.0.1:28102/demo_bank")
                .doesNotContain(":5432/");
    }

    @Test
    void theAppAsksTheModelItIsGiven() {
        assertThat(DemoFiles.app("qwen-plus")).contains("use: qwen-plus").doesNotContain("use: builtin-reader");
    }

    @Test
    void aRealModelsNameFitsTheCatalogue() {
        var environment = Map.of(
                "FLOTILLA_OPENAI_BASE_URL", "http://127.0.0.1:1/v1", "FLOTILLA_OPENAI_MODEL", "Qwen/Qwen3-8B.Instruct");

        assertThat(RealModel.named(environment).orElseThrow().name()).isEqualTo("qwen-qwen3-8b-instruct");
        assertThat(RealModel.named(Map.of())).isEmpty();
    }
}
