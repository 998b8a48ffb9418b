package io.flotilla.toolchain.command;

import io.flotilla.toolchain.localrun.LocalModel;
import io.flotilla.toolchain.platform.NoPlatform;
import io.flotilla.toolchain.platform.Profiles;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which model answers a local run.
final class ModelOptions {
    @Option(
            names = "--model-url",
            paramLabel = "URL",
            description = "An OpenAI-compatible server, such as http://127.0.0.1:11434/v1. Default:"
                    + " FLOTILLA_OPENAI_BASE_URL, otherwise the local stack's sandbox model.")
    @Nullable
    String url;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "The server's model that stands in for every model of the app. Default: the app's own names.")
    @Nullable
    String model;

    /// The key comes from the environment alone, so that it is in no shell history.
    LocalModel find() throws Unusable, NoPlatform {
        var named = url == null ? System.getenv("FLOTILLA_OPENAI_BASE_URL") : url;
        if (named != null) return new LocalModel(address(named), System.getenv("FLOTILLA_OPENAI_API_KEY"), model);
        var sandbox = Profiles.ofThisProcess(null)
                .localSetting("FLOTILLA_MODEL_URL")
                .orElseThrow(() -> new Unusable("No model to answer: name one with --model-url, or start the sandbox"
                        + " model with ./flotilla up --detach"));
        return new LocalModel(address(sandbox + "/v1"), null, model == null ? "builtin-reader" : model);
    }

    private static URI address(String url) throws Unusable {
        try {
            var address = new URI(url.strip());
            if (address.getHost() != null && String.valueOf(address.getScheme()).startsWith("http")) return address;
        } catch (URISyntaxException e) {
            throw new Unusable("not an address: " + url);
        }
        throw new Unusable("not an http(s) address: " + url);
    }
}
