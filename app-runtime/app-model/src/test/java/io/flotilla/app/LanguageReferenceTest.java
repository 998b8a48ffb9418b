package io.flotilla.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.app.check.Check;
import io.flotilla.app.connector.ConnectorDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LanguageReferenceTest {
    private static final Path PAGE = Path.of(System.getProperty("flotilla.root"), "docs/app-language.md");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    static Stream<String> apps() {
        return examples().filter(example -> example.contains("kind: App"));
    }

    private static Stream<String> connectors() {
        return examples().filter(example -> example.contains("kind: Connector"));
    }

    private static Stream<String> examples() {
        try {
            return EXAMPLE.matcher(Files.readString(PAGE)).results().map((MatchResult found) -> found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("apps")
    void everyAppOnThePageCanRun(String app) {
        Map<String, ConnectorDefinition> known = connectors()
                .map(Samples::connector)
                .collect(Collectors.toMap(ConnectorDefinition::name, Function.identity()));
        assertThat(Samples.check(app, name -> Optional.ofNullable(known.get(name))))
                .isInstanceOfSatisfying(
                        Check.Passed.class,
                        passed -> assertThat(passed.warnings()).isEmpty());
    }

    @Test
    void thePageShowsAppsAndConnectors() {
        assertThat(apps()).hasSizeGreaterThan(4);
        assertThat(connectors()).hasSize(2);
    }
}
