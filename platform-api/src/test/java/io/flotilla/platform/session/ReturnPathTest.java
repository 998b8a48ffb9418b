package io.flotilla.platform.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"/console", "/console/", "/console/apps/a-b?x=1&y=%2F#z", "/console/?q=//x", "/console/%E4%B8%AD"
            })
    void isAPageOfTheConsole(String asked) {
        assertThat(ReturnPath.read(asked).map(ReturnPath::text)).contains(asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "console/",
                "//console/",
                "///console/",
                "/\\console",
                "http:/console/",
                "//evil/console/",
                "/console/../v1",
                "/console/./x",
                "/console//x",
                "/consolex",
                "/console\n",
                "/console/ x",
                "/console/<x>",
                "mailto:/console/",
                "\t/console/",
                "/console/%zz"
            })
    void isNothingElse(String asked) {
        assertThat(ReturnPath.read(asked)).isEmpty();
    }

    @Test
    void fitsIntoACookie() {
        assertThat(ReturnPath.read("/console/" + "x".repeat(991))).isPresent();
        assertThat(ReturnPath.read("/console/" + "x".repeat(992))).isEmpty();
        assertThat(ReturnPath.read(null)).isEmpty();
    }

    @Test
    void writesOtherLettersAsHeadersNeedThem() {
        assertThat(ReturnPath.read("/console/应用").orElseThrow().text()).isEqualTo("/console/%E5%BA%94%E7%94%A8");
    }
}
