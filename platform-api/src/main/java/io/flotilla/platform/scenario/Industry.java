package io.flotilla.platform.scenario;

import io.flotilla.platform.scenario.Scenario.Named;
import java.util.List;
import java.util.Objects;

/// An industry with its domains.
///
/// @param scenarios how many there are to choose from now
record Industry(String code, Names name, long scenarios, List<Domain> domains) {
    Industry {
        domains = List.copyOf(domains);
    }

    /// A domain of an industry, with the parts it has, if it has any.
    record Domain(String code, Names name, long scenarios, List<Names> areas) {
        Domain {
            areas = List.copyOf(areas);
        }
    }

    /// Industries and their domains in the given order, counted over the given scenarios.
    static List<Industry> list(List<Named> industries, List<Named> domains, List<Scenario> scenarios) {
        return industries.stream()
                .map(industry -> new Industry(
                        industry.code(),
                        industry.name(),
                        scenarios.stream().filter(each -> each.industry().equals(industry)).count(),
                        domains.stream()
                                .filter(domain -> domain.code().startsWith(industry.code() + "."))
                                .map(domain -> domain(domain, scenarios))
                                .toList()))
                .toList();
    }

    private static Domain domain(Named domain, List<Scenario> scenarios) {
        var here = scenarios.stream().filter(each -> each.domain().equals(domain)).toList();
        return new Domain(
                domain.code(),
                domain.name(),
                here.size(),
                here.stream().map(Scenario::area).filter(Objects::nonNull).distinct().toList());
    }
}
