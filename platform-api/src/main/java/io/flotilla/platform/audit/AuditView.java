package io.flotilla.platform.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An event as its tenant sees it.
///
/// @param before what the thing looked like before the change, where it can be shown
/// @param after  and after it
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditView(
        long sequence,
        Instant at,
        String actor,
        String action,
        String target,

        @JsonRawValue @Schema(type = SchemaType.OBJECT)
        String details,

        @JsonRawValue @Schema(type = SchemaType.OBJECT)
        @Nullable String before,

        @JsonRawValue @Schema(type = SchemaType.OBJECT)
        @Nullable String after,

        @Nullable String address,
        @Nullable String userAgent,
        String hash) {
    static final String CSV_HEAD =
            "sequence,at,actor,action,target,details,before,after,address,userAgent,hash\r\n";

    static AuditView of(AuditEvent event) {
        return new AuditView(
                event.sequence(),
                event.at(),
                event.actor(),
                event.action(),
                event.target(),
                event.details(),
                event.before(),
                event.after(),
                event.address(),
                event.userAgent(),
                HexFormat.of().formatHex(event.hash()));
    }

    /// A line of the table (RFC 4180).
    String csv() {
        return Stream.of(
                                Long.toString(sequence),
                                at.toString(),
                                actor,
                                action,
                                target,
                                details,
                                before,
                                after,
                                address,
                                userAgent,
                                hash)
                        .map(AuditView::cell)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    /// What a spreadsheet would take for a formula gets a `'` before it: a user agent is anybody's text.
    private static String cell(@Nullable String text) {
        if (text == null || text.isEmpty()) return "";
        var safe = "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("[^,\"\r\n]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
