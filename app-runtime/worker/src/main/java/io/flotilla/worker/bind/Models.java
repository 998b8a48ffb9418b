package io.flotilla.worker.bind;

import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.model.ChatModel;
import io.flotilla.engine.model.ChatOutcome;
import io.flotilla.engine.model.ChatRequest;
import io.flotilla.engine.model.ModelFailure;
import io.flotilla.engine.model.openai.OpenAiEndpoint;
import io.flotilla.engine.model.openai.OpenAiModels;
import io.flotilla.engine.step.BoundModel;
import io.flotilla.messages.ResolvedModel;
import io.flotilla.messages.ResolvedRoute;
import io.flotilla.messages.secret.SecretOpener;
import io.flotilla.messages.secret.UnreadableSecret;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Gives resolved models the means to be called. A model's key is opened for each call and forgotten after it; what is wrong
/// with one model is that model's failure, so that a fallback still answers.
@Singleton
class Models {
    private static final Logger LOG = Logger.getLogger(Models.class);

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final OpenAiModels openAi;
    private final SecretOpener opener;

    Models(OpenAiModels openAi, SecretOpener opener) {
        this.openAi = openAi;
        this.opener = opener;
    }

    /// @param traceparent passed on if it is one
    List<BoundModel> bind(ResolvedRoute route, @Nullable String traceparent) {
        var trace = traceparent == null || !TRACEPARENT.matcher(traceparent).matches() ? null : traceparent;
        return route.models().stream()
                .map(model -> new BoundModel(model.name(), model.provider(), new Sealed(model, trace)))
                .toList();
    }

    /// A model whose key is opened when it is called.
    private final class Sealed implements ChatModel {
        private final ResolvedModel model;
        private final @Nullable String traceparent;

        Sealed(ResolvedModel model, @Nullable String traceparent) {
            this.model = model;
            this.traceparent = traceparent;
        }

        @Override
        public ChatOutcome chat(ChatRequest request, Consumer<String> deltas, Cancellation cancellation) {
            try {
                return opened().chat(request, deltas, cancellation);
            } catch (UnreadableSecret e) {
                LOG.errorf("model key not opened model=%s reason=%s", model.modelId(), e.getMessage());
                return new ChatOutcome.Failed(ModelFailure.REFUSED);
            } catch (IllegalArgumentException e) {
                LOG.errorf("model not usable model=%s reason=%s", model.modelId(), e.getMessage());
                return new ChatOutcome.Failed(ModelFailure.UNAVAILABLE);
            }
        }

        private ChatModel opened() throws UnreadableSecret {
            if (!"openai".equals(model.providerKind())) {
                throw new IllegalArgumentException("provider kind " + model.providerKind());
            }
            var key = model.apiKey();
            return openAi.at(new OpenAiEndpoint(
                    URI.create(model.baseUrl()), model.upstreamName(), key == null ? null : opener.open(key), traceparent));
        }
    }
}
