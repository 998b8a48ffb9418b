package io.flotilla.platform.model;

import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a caller sends to make or replace a model.
///
/// @param price a price other than the present one becomes a new version, valid from now; left out, the present one stays
@Schema(requiredProperties = "provider")
record ModelRequest(
        @Nullable String name,
        @Nullable String provider,
        @Nullable String upstreamName,
        @Nullable String kind,
        @Nullable Integer contextLength,
        @Nullable Map<String, String> labels,
        @Nullable PriceRequest price) {
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
        if (kind != null && !kind.equals("chat")) findings.add("/kind", "unknown-kind", "Known kinds: chat.");
        if (contextLength != null && contextLength <= 0) {
            findings.add("/contextLength", "out-of-range", "A context length is a positive number of tokens.");
        }
        var labels = Objects.requireNonNullElse(this.labels, Map.<String, String>of());
        if (labels.size() > MOST_LABELS || labels.entrySet().stream().anyMatch(ModelRequest::unfit)) {
            findings.add("/labels", "invalid-labels", "At most 32 labels, texts of at most 200 characters.");
        }
        var checkedPrice = price == null ? null : price.check(findings);
        findings.raise();
        return new Checked(
                name, Objects.requireNonNull(provider), upstream, "chat", contextLength, labels, checkedPrice);
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
            Map<String, String> labels,
            PriceRequest.@Nullable Checked price) {
        Checked {
            labels = Map.copyOf(labels);
        }
    }
}
