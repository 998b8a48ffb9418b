package io.flotilla.engine.connector.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.flotilla.app.connector.HttpOperation.Method;
import io.flotilla.engine.connector.CallFailed;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import io.flotilla.engine.control.RetryAfter;
import io.flotilla.engine.control.RunClock;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.jspecify.annotations.Nullable;

/// What a server's answer comes to: JSON, text, or null; anything but success is a fault.
final class HttpAnswer {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private HttpAnswer() {}

    static JsonNode read(ClassicHttpResponse response, Method method, long maxBytes, RunClock clock)
            throws CallFailed, IOException {
        int status = response.getCode();
        if (status < 200 || status > 299) throw new CallFailed(fault(response, clock));
        var entity = response.getEntity();
        if (entity == null || method == Method.HEAD) return NullNode.getInstance();
        byte[] content = entity.getContent().readNBytes((int) Math.min(Integer.MAX_VALUE - 8, maxBytes + 1));
        if (content.length > maxBytes) {
            throw lasting("the connector's answer is larger than its limit of %d bytes".formatted(maxBytes));
        }
        if (content.length == 0) return NullNode.getInstance();
        return value(content, ContentType.parseLenient(entity.getContentType()));
    }

    private static JsonNode value(byte[] content, @Nullable ContentType type) throws CallFailed {
        var media = type == null ? "" : type.getMimeType().toLowerCase(Locale.ROOT);
        if (media.endsWith("/json") || media.endsWith("+json") || media.isEmpty()) return json(content);
        if (!media.startsWith("text/") && !media.endsWith("xml")) {
            throw lasting("the connector's answer is neither JSON nor text");
        }
        Charset charset = type == null ? null : type.getCharset();
        return TextNode.valueOf(new String(content, charset == null ? StandardCharsets.UTF_8 : charset));
    }

    private static JsonNode json(byte[] content) throws CallFailed {
        try {
            return MAPPER.readTree(content);
        } catch (JsonProcessingException e) {
            throw lasting("the connector's answer is not the JSON that it says it is");
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private static Fault fault(ClassicHttpResponse response, RunClock clock) {
        int status = response.getCode();
        var detail = "the connector's server answered with status %d".formatted(status);
        boolean passing = status >= 500 || status == 429 || status == 408 || status == 425;
        if (!passing) return new Fault(FaultCode.CONNECTOR_FAILED, detail).lasting();
        var asked = response.getFirstHeader("Retry-After");
        return new Fault(
                FaultCode.CONNECTOR_FAILED,
                detail,
                true,
                asked == null ? null : RetryAfter.parse(asked.getValue(), clock.now()));
    }

    private static CallFailed lasting(String detail) {
        return new CallFailed(new Fault(FaultCode.CONNECTOR_FAILED, detail).lasting());
    }
}
