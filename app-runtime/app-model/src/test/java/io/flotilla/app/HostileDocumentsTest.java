package io.flotilla.app;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flotilla.app.definition.AppDefinition;
import io.flotilla.app.violation.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileDocumentsTest {
    private static final String HEAD = "apiVersion: flotilla.io/v1\nkind: App\n";

    static Stream<Arguments> documents() {
        return Stream.of(
                row("nothing", "", "empty", 1),
                row("white space", " \n\n \t", "empty", 1),
                row("a comment only", "# nothing\n", "empty", 1),
                row("a plain text", "hello", "wrong-type", 1),
                row("a list", "- 1\n- 2", "wrong-type", 1),
                row("an alias bomb", "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]", "anchor", 1),
                row("an alias", "a: *b", "alias", 1),
                row("a tag", HEAD + "x: !!java/object:java.io.File {}", "tag", 3),
                row("a local tag", "kind: !App x", "tag", 1),
                row("a duplicate key", HEAD + "kind: App\n", "duplicate-key", 3),
                row("a duplicate key in JSON", "{\"kind\": \"App\",\n \"kind\": \"App\"}", "duplicate-key", 2),
                row("two documents", HEAD + "---\nkind: App\n", "several-documents", 3),
                row("two JSON documents", "{\"kind\": 1}\n{\"kind\": 2}", "several-documents", 2),
                row("a list as a key", "? [a, b]\n: c", "syntax", 1),
                row("a tab as indent", "metadata:\n\tname: x", "syntax", 2),
                row("an unclosed bracket", "metadata: [", "syntax", 1),
                row("an unclosed quote", "metadata: \"x", "syntax", 1),
                row("broken JSON", "{\"kind\": \"App\",,}", "syntax", 1),
                row("half a JSON document", "{\"kind\": \"App\"", "syntax", 1),
                row("deep YAML lists", "a: " + "[".repeat(5000), "too-deep", 1),
                row("deep JSON lists", "{\"a\": " + "[".repeat(5000), "too-deep", 1),
                row("deep JSON objects", "{\"a\":".repeat(3000) + "1" + "}".repeat(3000), "too-deep", 1),
                row("deep YAML blocks", deepBlocks(), "too-deep", 52),
                row("a NUL", "kind: A\0pp", "not-text", 1),
                row("an escape character", HEAD + "x: \u001b[31m", "not-text", 3),
                row("no number", "kind: .nan", "out-of-range", 1),
                row("infinity", "kind: -.inf", "out-of-range", 1),
                row("a huge whole number", "kind: 123456789012345678901234567890", "out-of-range", 1),
                row("a huge JSON number", "{\"kind\": 1e999}", "out-of-range", 1),
                row("very many digits", "kind: " + "9".repeat(100_000), "out-of-range", 1),
                row("very many JSON digits", "{\"kind\": " + "9".repeat(100_000) + "}", "out-of-range", 1),
                row("a YAML directive of tomorrow", "%YAML 3.0\n---\nkind: App", "syntax", 1));
    }

    private static Arguments row(String name, String document, String code, int line) {
        return arguments(name, document, code, line);
    }

    private static String deepBlocks() {
        var text = new StringBuilder();
        for (int i = 0; i < 300; i++) text.append(" ".repeat(i)).append("a:\n");
        return text.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void isRefusedWithAPlaceAndACode(String name, String document, String code, int line) {
        var violations = read(document.getBytes(UTF_8));
        assertThat(violations).isNotEmpty();
        assertThat(violations.getFirst().code()).as(violations.toString()).isEqualTo(code);
        assertThat(violations.getFirst().line()).isEqualTo(line);
        assertThat(violations).allSatisfy(HostileDocumentsTest::speaksToItsAuthor);
    }

    @Test
    void tooLargeDocumentsAreRefusedBeforeTheyAreRead() {
        assertThat(read(new byte[10 * 1024 * 1024])).extracting(Violation::code).containsExactly("too-large");
        assertThat(read("# ".repeat(131_073).getBytes(UTF_8)))
                .extracting(Violation::code)
                .containsExactly("too-large");
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        assertThat(read(new byte[] {(byte) 0xC3, (byte) 0x28}))
                .extracting(Violation::code)
                .containsExactly("not-text");
        assertThat(read("kind: App".getBytes(UTF_16)))
                .extracting(Violation::code)
                .containsExactly("not-text");
    }

    @Test
    void binaryGarbageNeverBreaksTheReader() {
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            var garbage = new byte[random.nextInt(400)];
            random.nextBytes(garbage);
            assertThat(read(garbage)).isNotEmpty().allSatisfy(HostileDocumentsTest::speaksToItsAuthor);
        }
    }

    @Test
    void mutatedDocumentsEndAsViolationsOrApps() {
        var seed = Samples.transform("\"{{ inputs.tags.map(t, t + 'x').join(', ') }}\"");
        var pieces = List.of(
                "{{", "}}", "'", "\"", ": ", "- ", "[", "]", "{", "}", "&a ", "*a ", "!!str ", "\n", "  ", "|", "9e999",
                "null");
        var random = new Random(11);
        for (int i = 0; i < 400; i++) {
            var text = new StringBuilder(seed);
            for (int j = 0; j < 3; j++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.insert(at, pieces.get(random.nextInt(pieces.size())));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
                }
            }
            var document = text.toString();
            var violations = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Samples.violations(document));
            assertThat(violations).allSatisfy(HostileDocumentsTest::speaksToItsAuthor);
        }
    }

    private static List<Violation> read(byte[] content) {
        var reading = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> AppReader.read(content, "app"));
        return switch (reading) {
            case Reading.Refused<AppDefinition> refused -> refused.violations();
            case Reading.Read<AppDefinition> read -> List.of();
        };
    }

    static void speaksToItsAuthor(Violation violation) {
        assertThat(violation.message()).isNotBlank().doesNotContain("java.", "Exception", "com.", "dev.cel", "org.");
        assertThat(violation.message().length()).isLessThan(600);
        assertThat(violation.line()).isPositive();
        assertThat(violation.column()).isPositive();
    }
}
