package io.flotilla.platform.scenario;

import java.util.Optional;
import java.util.regex.Pattern;

/// The code of an industry scenario: `industry.domain.name`, such as `finance.insurance.claim-triage`.
public record ScenarioCode(String value) {
    /// The industry of the scenarios that a tenant makes for itself.
    static final String CUSTOM = "custom";

    private static final int MAX_LENGTH = 120;
    private static final Pattern SYNTAX = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*){2}");

    public ScenarioCode {
        if (!isCode(value)) throw new IllegalArgumentException("not a scenario code");
    }

    /// The code in `text`; empty when `text` does not have the form of one.
    public static Optional<ScenarioCode> parse(String text) {
        return isCode(text) ? Optional.of(new ScenarioCode(text)) : Optional.empty();
    }

    /// The first part: `finance`.
    public String industry() {
        return value.substring(0, value.indexOf('.'));
    }

    /// The first two parts: `finance.insurance`, because a domain's own name says little without its industry.
    public String domain() {
        return value.substring(0, value.lastIndexOf('.'));
    }

    /// Whether a tenant made it for itself.
    boolean isCustom() {
        return industry().equals(CUSTOM);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isCode(String text) {
        return text.length() <= MAX_LENGTH && SYNTAX.matcher(text).matches();
    }
}
