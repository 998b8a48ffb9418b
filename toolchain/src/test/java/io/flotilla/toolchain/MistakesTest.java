package io.flotilla.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said to somebody who mistyped.
class MistakesTest {
    private static final String APPS = """
            {"items": [{"name": "claims", "version": 7}, {"name": "hello", "version": 1}]}
            """;

    private ScriptedPlatform platform;
    private Terminal terminal;

    @BeforeEach
    void start() throws IOException {
        platform = new ScriptedPlatform().on("GET /v1/apps?limit=200", 200, APPS);
        terminal = Terminal.to(platform);
    }

    @AfterEach
    void stop() {
        platform.close();
        terminal.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "pusj | There is no command 'pusj'. Did you mean 'push'?",
                "statsu | There is no command 'statsu'. Did you mean 'status'?",
                "frobnicate | There is no command 'frobnicate'.",
                "usage --jsn | There is no option '--jsn'. Did you mean '--json'?",
                "usage --bye=model | There is no option '--bye'. Did you mean '--by'?",
                "release hello 1 2 | '2' is one argument too many.",
                "release hello one | 'one' is not an int",
                "release hello 3 --rollback | --rollback takes no version",
                "push | Missing required parameter: 'FILE'",
                "profiles ads | There is no command 'ads'. Did you mean 'add'?",
            })
    void saysWhatIsWrongAndWhatWasMeant(String line, String said) {
        assertThat(terminal.execute(line.split(" "))).isEqualTo(2);

        assertThat(terminal.err()).contains(said);
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void pointsToTheHelpOfTheCommand() {
        terminal.execute("usage", "--jsn");

        assertThat(terminal.err()).endsWith("See: flotilla usage --help\n");
    }

    @Test
    void guessesTheAppThatWasMeant() {
        assertThat(terminal.run("invoke", "cliams")).isEqualTo(3);
        assertThat(terminal.err()).contains("hint: there is no app 'cliams': did you mean 'claims'?");
    }

    @Test
    void saysThatAnAppIsNotLiveYet() {
        assertThat(terminal.run("invoke", "claims", "--environment", "staging")).isEqualTo(3);
        assertThat(terminal.err()).contains("hint: version 7 of it is not live in staging: flotilla release claims");
    }

    @Test
    void saysWhichVersionThereIs() {
        assertThat(terminal.run("release", "claims", "99")).isEqualTo(3);
        assertThat(terminal.err()).contains("hint: the newest version is 7");
    }

    @Test
    void saysThatThereWasNoReleaseBefore() {
        assertThat(terminal.run("release", "claims", "--rollback")).isEqualTo(3);
        assertThat(terminal.err()).contains("hint: there was no release before the present one in production");
    }

    @Test
    void guessesNothingForAKeyThatMayNotListApps() {
        platform.on("GET /v1/apps?limit=200", 403, "{\"code\": \"forbidden\"}");

        assertThat(terminal.run("invoke", "cliams")).isEqualTo(3);
        assertThat(terminal.err())
                .contains("not-found")
                .contains("there is no app 'cliams'")
                .doesNotContain("did you");
    }

    @Test
    void saysThatAPlatformHasNoScenarios() {
        assertThat(terminal.run("scenarios", "complaint")).isEqualTo(3);
        assertThat(terminal.err()).contains("hint: this platform has no catalogue of scenarios");
    }

    @Test
    void printsTheProblemAsJsonWhenJsonWasAskedFor() throws IOException {
        assertThat(terminal.run("invoke", "cliams", "--json")).isEqualTo(3);

        var problem = Terminal.json(terminal.err());
        assertThat(problem.path("code").asText()).isEqualTo("not-found");
        assertThat(problem.path("hint").asText()).contains("'claims'");
    }

    @Test
    void namesTheFileThatIsNotThere() {
        assertThat(terminal.execute("check", "nowhere/app.yaml")).isEqualTo(2);
        assertThat(terminal.err()).startsWith("There is no file nowhere/app.yaml");
    }

    @Test
    void everyCommandOfTheLauncherIsShown() throws IOException {
        var launcher = Files.readString(Path.of(System.getProperty("flotilla.root"), "flotilla"));
        var cases = launcher.substring(launcher.lastIndexOf("case \"$command\" in"));

        terminal.execute("--help");

        var answered = Pattern.compile("(?m)^  ([a-z |]+)\\)$")
                .matcher(cases)
                .results()
                .flatMap(found -> Arrays.stream(found.group(1).split(" \\| ")))
                .filter(name -> !name.equals("help"))
                .toList();
        assertThat(answered)
                .contains("up", "images")
                .allSatisfy(name -> assertThat(terminal.out()).containsPattern("(?m)^  " + name + " +[a-z]"));
    }
}
