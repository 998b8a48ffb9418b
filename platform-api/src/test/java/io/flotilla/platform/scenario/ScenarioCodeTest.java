package io.flotilla.platform.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioCodeTest {
    @Test
    void namesItsIndustryAndItsDomain() {
        var code = new ScenarioCode("finance.banking.complaint-reply");

        assertThat(code.industry()).isEqualTo("finance");
        assertThat(code.domain()).isEqualTo("finance.banking");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "finance",
                "finance.banking",
                "finance.banking.",
                "Finance.banking.reply",
                "finance..reply",
                "finance.banking.complaint.reply",
                "finance.banking.-reply",
                "finance.banking.reply-",
                "金融.银行.投诉",
                "finance.banking.reply\n"
            })
    void refusesWhatDoesNotHaveThreeParts(String text) {
        assertThat(ScenarioCode.parse(text)).isEmpty();
    }
}
