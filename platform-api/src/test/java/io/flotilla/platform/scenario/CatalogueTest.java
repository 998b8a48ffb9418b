package io.flotilla.platform.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {
    private static final Catalogue CATALOGUE = new Catalogue();

    @Test
    void holdsTheFiveIndustriesWithAllTheirScenarios() {
        assertThat(CATALOGUE.industries().stream().map(Scenario.Named::code))
                .containsExactly("finance", "manufacturing", "energy", "government", "transport");
        assertThat(CATALOGUE.scenarios()).hasSizeGreaterThanOrEqualTo(421);
    }

    @Test
    void namesEverythingInBothLanguages() {
        assertThat(CATALOGUE.scenarios()).allSatisfy(scenario -> {
            assertThat(scenario.name().zh()).as(scenario.code()).isNotBlank();
            assertThat(scenario.name().en()).as(scenario.code()).matches("[\\x20-\\x7e]+");
            assertThat(scenario.domain().name().en()).as(scenario.code()).matches("[\\x20-\\x7e]+");
            assertThat(scenario.chain()).as(scenario.code()).isNotEmpty();
            assertThat(scenario.evidence()).as(scenario.code()).isIn("named", "area", "knowledge");
        });
    }

    @Test
    void hasNoDomainWithoutAScenario() {
        assertThat(CATALOGUE.domains())
                .allSatisfy(domain -> assertThat(CATALOGUE.scenarios())
                        .as(domain.code())
                        .anyMatch(scenario -> scenario.domain().equals(domain)));
    }

    @Test
    void namesDuplicatesByTheFirstOfThem() {
        var duplicates = CATALOGUE.scenarios().stream()
                .filter(each -> each.sameAs() != null)
                .toList();

        assertThat(duplicates).extracting(Scenario::code).contains("government.office.meeting-minutes");
        assertThat(duplicates).allSatisfy(each -> {
            var first =
                    CATALOGUE.scenario(Objects.requireNonNull(each.sameAs())).orElseThrow();
            assertThat(first.sameAs()).as(each.code()).isNull();
        });
    }

    @Test
    void namesDuplicatesThatShareANameInChinese() {
        var names = CATALOGUE.scenarios().stream()
                .filter(each -> each.sameAs() == null)
                .map(each -> each.name().zh());

        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void knowsTheDemosScenario() {
        var scenario = CATALOGUE.scenario("finance.banking.complaint-reply").orElseThrow();

        assertThat(scenario.name()).isEqualTo(new Names("投诉答复函起草", "Complaint reply drafting"));
        assertThat(scenario.domain().name()).isEqualTo(new Names("银行", "Banking"));
        assertThat(scenario.area()).isEqualTo(new Names("客服", "Customer service"));
        assertThat(scenario.chain()).containsExactly(Shape.REPORT, Shape.REVIEW);
    }

    @Test
    void isRetiredFromTheDayItEnds() {
        var scenario = new Scenario(
                "a.b.c",
                Names.both("c"),
                new Scenario.Named("a", Names.both("a")),
                new Scenario.Named("a.b", Names.both("b")),
                null,
                List.of(),
                null,
                null,
                null,
                LocalDate.parse("2026-01-01"),
                LocalDate.parse("2026-02-01"));

        assertThat(scenario.current(LocalDate.parse("2025-12-31"))).isFalse();
        assertThat(scenario.current(LocalDate.parse("2026-01-31"))).isTrue();
        assertThat(scenario.retired(LocalDate.parse("2026-01-31"))).isFalse();
        assertThat(scenario.retired(LocalDate.parse("2026-02-01"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "投诉答复, finance.banking.complaint-reply",
        "银行投诉答复, finance.banking.complaint-reply",
        "银行 答复函, finance.banking.complaint-reply",
        "complaint reply bank, finance.banking.complaint-reply",
        "COMPLAINT-REPLY, finance.banking.complaint-reply",
        "ｃｏｍｐｌａｉｎｔ　ｒｅｐｌｙ, finance.banking.complaint-reply",
        "bom差异, manufacturing.research-design.bom-diff-explanation",
        "电网调度规程, energy.grid.dispatch-procedure-qa",
        "12345, government.hotline.hotline-dispatch",
        "finance.insurance.claim-triage, finance.insurance.claim-triage"
    })
    void findsInBothLanguagesWithAndWithoutSpaces(String words, String first) {
        assertThat(found(words)).startsWith(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zzz", "投诉飞船", "complaint spaceship", "诉投"})
    void findsNothingWhereAPartIsMissing(String words) {
        assertThat(found(words)).isEmpty();
    }

    private static List<String> found(String words) {
        var search = Search.of(words);
        record Hit(int distance, String code) {}
        return CATALOGUE.scenarios().stream()
                .flatMap(each -> {
                    OptionalInt distance = search.distance(each);
                    return distance.stream().mapToObj(number -> new Hit(number, each.code()));
                })
                .sorted(java.util.Comparator.comparingInt(Hit::distance).thenComparing(Hit::code))
                .map(Hit::code)
                .toList();
    }
}
