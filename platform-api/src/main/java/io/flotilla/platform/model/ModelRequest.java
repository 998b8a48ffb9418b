package io.flotilla.platform.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a caller sends to make or replace a model. What is left out is what it is without: no limits, no labels.
///
/// @param kind  left out: `chat`
/// @param price a price other than the present one becomes a new version; left out, the present one stays
@Schema(requiredProperties = "provider")
record ModelRequest(
        @Nullable String name,
        @Nullable String provider,
        @Nullable String upstreamName,
        @Nullable String kind,
        @Nullable Integer contextLength,
        @Nullable Limits limits,
        @Nullable List<String> regions,
        @Nullable Map<String, String> labels,
        @Nullable LifeCycle lifeCycle,
        @Nullable PriceRequest price) {
    private static final Set<String> KINDS = new LinkedHashSet<>(
            List.of("chat", "embedding", "image", "speech", "rerank", "classifier"));
    private static final Pattern REGION = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final int MOST_LABELS = 32;

    /// The request checked, for the model called `name`.
    Checked check(String name) {
        var findings = new Findings();
        findings.name("/name", name);
        if (this.name != null && !this.name.equals(name)) {
            findings.add("/name", "name-mismatch", "The name differs from the one in the address.");
        }
        findings.name("/provider", provider);
        var upstream = Objects.requireNonNullElse(upstreamName, name);
        if (!Findings.readable(upstream)) {
            findings.add("/upstreamName", "invalid-name", "The provider's name for the model has 1 to 200 characters.");
        }
        var kind = Objects.requireNonNullElse(this.kind, "chat");
        if (!KINDS.contains(kind)) {
            findings.add("/kind", "unknown-kind", "Known kinds: %s.".formatted(String.join(", ", KINDS)));
        }
        if (contextLength != null && contextLength <= 0) {
            findings.add("/contextLength", "out-of-range", "A context length is a positive number of tokens.");
        }
        var limits = Objects.requireNonNullElse(this.limits, Limits.NONE);
        limits.check(findings);
        var lifeCycle = Objects.requireNonNullElse(this.lifeCycle, LifeCycle.MAIN).check(findings, name);
        var checkedPrice = price == null ? null : price.check(findings);
        var regions = regions(findings);
        var labels = labels(findings);
        findings.raise();
        return new Checked(
                name,
                Objects.requireNonNull(provider),
                upstream,
                kind,
                contextLength,
                limits,
                regions,
                labels,
                lifeCycle,
                checkedPrice);
    }

    private List<String> regions(Findings findings) {
        if (regions == null) return List.of();
        boolean fit = regions.size() <= MOST_LABELS
                && regions.stream().allMatch(each -> each != null && REGION.matcher(each).matches());
        if (fit) return regions;
        findings.add("/regions", "invalid-region", "At most 32 regions of small letters, digits and hyphens, such as cn-north-1.");
        return List.of();
    }

    private Map<String, String> labels(Findings findings) {
        if (labels == null) return Map.of();
        if (labels.size() <= MOST_LABELS && labels.entrySet().stream().noneMatch(ModelRequest::unfit)) return labels;
        findings.add("/labels", "invalid-labels", "At most 32 labels, texts of at most 200 characters.");
        return Map.of();
    }

    private static boolean unfit(Map.Entry<String, @Nullable String> label) {
        var value = label.getValue();
        return value == null || !Findings.readable(label.getKey()) || !Findings.readable(value);
    }

    /// A request that can be carried out.
    record Checked(
            String name,
            String provider,
            String upstreamName,
            String kind,
            @Nullable Integer contextLength,
            Limits limits,
            List<String> regions,
            Map<String, String> labels,
            LifeCycle lifeCycle,
            PriceRequest.@Nullable Checked price) {
        Checked {
            regions = List.copyOf(regions);
            labels = Map.copyOf(labels);
        }
    }
}
