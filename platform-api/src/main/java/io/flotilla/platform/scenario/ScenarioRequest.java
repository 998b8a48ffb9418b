package io.flotilla.platform.scenario;

import io.flotilla.platform.problem.Violations;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a tenant says of a scenario of its own.
///
/// @param name   in one language or both; a language left out takes the other's
/// @param domain what its domain is called, for all of the tenant's scenarios there
/// @param chain  kinds of work, in order
/// @param sameAs a scenario of the platform's catalogue that it is a variety of
record ScenarioRequest(
        @Nullable Texts name,
        @Nullable Texts domain,
        @Nullable List<@Nullable String> chain,
        @Nullable String sameAs,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo) {
    private static final int MOST_SHAPES = 10;
    private static final int MOST_LETTERS = 100;

    /// The request checked.
    ///
    /// @param since the first day, unless the request says another
    /// @throws io.flotilla.platform.problem.Fault.Invalid with all that is wrong
    Checked check(Catalogue catalogue, LocalDate since) {
        var violations = new Violations();
        var names = names("/name", name, violations);
        var domainNames = domain == null ? null : names("/domain", domain, violations);
        var shapes = shapes(violations);
        if (sameAs != null && catalogue.scenario(sameAs).isEmpty()) {
            violations.add("/sameAs", "unknown-scenario", "The platform's catalogue has no scenario of this code.");
        }
        var from = Objects.requireNonNullElse(validFrom, since);
        if (validTo != null && !from.isBefore(validTo)) {
            violations.add("/validTo", "out-of-range", "'validTo' is after 'validFrom'.");
        }
        violations.orThrow();
        return new Checked(names, domainNames, shapes, sameAs, from, validTo);
    }

    private List<Shape> shapes(Violations violations) {
        var words = Objects.requireNonNullElse(chain, List.<@Nullable String>of());
        if (words.size() > MOST_SHAPES) violations.add("/chain", "too-long", "At most 10 kinds of work.");
        var shapes = new ArrayList<Shape>();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            Optional<Shape> shape = word == null ? Optional.empty() : Shape.of(word);
            shape.ifPresent(shapes::add);
            if (shape.isEmpty()) {
                violations.add(
                        "/chain/" + i, "unknown-shape", "A kind of work is one of: %s.".formatted(Shape.words()));
            }
        }
        return shapes;
    }

    private static Names names(String pointer, @Nullable Texts texts, Violations violations) {
        var zh = texts == null ? null : texts.zh();
        var en = texts == null ? null : texts.en();
        if (zh == null && en == null) violations.text(pointer, null, MOST_LETTERS);
        if (zh != null) text(pointer + "/zh", zh, violations);
        if (en != null) text(pointer + "/en", en, violations);
        return new Names(either(zh, en), either(en, zh));
    }

    private static void text(String pointer, String text, Violations violations) {
        violations.text(pointer, text, MOST_LETTERS);
        if (text.chars().anyMatch(Character::isISOControl)) {
            violations.add(pointer, "invalid-value", "One line, without control characters.");
        }
    }

    private static String either(@Nullable String one, @Nullable String other) {
        return Objects.requireNonNullElse(one, Objects.requireNonNullElse(other, "")).strip();
    }

    /// A name by language.
    record Texts(@Nullable String zh, @Nullable String en) {}

    /// A request that can be carried out.
    record Checked(
            Names name,
            @Nullable Names domain,
            List<Shape> chain,
            @Nullable String sameAs,
            LocalDate validFrom,
            @Nullable LocalDate validTo) {
        Checked {
            chain = List.copyOf(chain);
        }
    }
}
