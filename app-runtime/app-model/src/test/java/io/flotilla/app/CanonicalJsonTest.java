package io.flotilla.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
    @ParameterizedTest
    @CsvSource({
        "0.0, 0",
        "-0.0, 0",
        "1.0, 1",
        "1.5, 1.5",
        "-2.25, -2.25",
        "1e21, 1e+21",
        "1e20, 100000000000000000000",
        "123456789012345680000, 123456789012345680000",
        "1e-6, 0.000001",
        "1e-7, 1e-7",
        "1.5e-9, 1.5e-9",
        "4.5, 4.5",
        "9007199254740993, 9007199254740993",
        "0.1, 0.1",
        "333333333.33333329, 333333333.3333333",
        "5e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308"
    })
    void writesNumbersAsEcmaScriptDoes(String number, String canonical) {
        assertThat(CanonicalJson.write(Samples.json(number))).isEqualTo(canonical);
    }

    @Test
    void sortsKeysAndEscapesAsLittleAsPossible() {
        var object = JsonNodeFactory.instance.objectNode();
        object.put("\u20ac", "\u20ac$\u000f\nA'\u0042\"\\/\u007f")
                .put("b", true)
                .putNull("a");
        object.putArray("\ud83d\ude00").add(1);
        assertThat(CanonicalJson.write(object))
                .isEqualTo(
                        "{\"a\":null,\"b\":true,\"\u20ac\":\"\u20ac$\\u000f\\nA'B\\\"\\\\/\u007f\",\"\ud83d\ude00\":[1]}");
    }

    @Test
    void anAppSurvivesTheWayThroughJson() {
        var app = Samples.read(AppReaderTest.WHOLE);
        assertThat(AppReader.read(CanonicalJson.of(app)))
                .isInstanceOfSatisfying(
                        Reading.Read.class,
                        read -> assertThat(read.definition()).isEqualTo(app));
    }

    @Test
    void spellingDoesNotChangeTheHashButMeaningDoes() {
        var hash = CanonicalJson.hash(CanonicalJson.of(Samples.read(AppReaderTest.WHOLE)));
        var spelled = AppReaderTest.WHOLE
                .replace("1m30s", "90s")
                .replace("0.50 CNY", "0.5 CNY")
                .replace("0.5,", "5e-1,");
        assertThat(CanonicalJson.hash(CanonicalJson.of(Samples.read(spelled))))
                .isEqualTo(hash)
                .hasSize(64);
        var changed = AppReaderTest.WHOLE.replace("Be kind.", "Be kind!");
        assertThat(CanonicalJson.hash(CanonicalJson.of(Samples.read(changed)))).isNotEqualTo(hash);
    }

    @Test
    void theHashOfACheckedAppIsTheHashOfItsCanonicalJson() {
        var app = Samples.checked(Samples.transform("1"));
        assertThat(app.hash()).isEqualTo(CanonicalJson.hash(CanonicalJson.of(app.definition())));
        var shuffled = (ObjectNode) CanonicalJson.of(app.definition());
        shuffled.set("kind", shuffled.remove("kind"));
        assertThat(CanonicalJson.hash(shuffled)).isEqualTo(app.hash());
    }
}
