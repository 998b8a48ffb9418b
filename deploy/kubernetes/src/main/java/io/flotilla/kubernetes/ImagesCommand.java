package io.flotilla.kubernetes;

import io.flotilla.kubernetes.image.ImageWriter;
import io.flotilla.kubernetes.image.Service;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./flotilla images`: writes the images of the platform and the worker.
@Command(
        name = "images",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes the images of the platform and the worker, without a Docker daemon.",
            "Each is an archive for `docker load`, `podman load` or `crane push`."
        })
public final class ImagesCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where the archives go. Default: deploy/kubernetes/target/images.")
    private @Nullable Path output;

    @Option(
            names = "--repository",
            paramLabel = "NAME",
            defaultValue = "flotilla",
            description =
                    "What the images' names begin with, such as registry.example.com/flotilla. Default: ${DEFAULT-VALUE}.")
    private String repository = "flotilla";

    @Option(names = "--tag", paramLabel = "TAG", description = "The images' tag. Default: the project's version.")
    private @Nullable String tag;

    private ImagesCommand() {}

    public static void main(String... arguments) {
        var commands = new CommandLine(new ImagesCommand());
        commands.setExecutionExceptionHandler((failure, command, _) -> {
            command.getErr().println(failure.getMessage());
            return 1;
        });
        System.exit(commands.execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        var root = Path.of(System.getProperty("flotilla.root", ""));
        var folder = output == null ? root.resolve("deploy/kubernetes/target/images") : output;
        var writer = new ImageWriter(folder, repository, tag == null ? version() : tag);
        for (var service : List.of(Service.PLATFORM, Service.WORKER)) {
            var image = writer.write(service, root);
            out("%s%n  %s (%d MB)%n  %s%n"
                    .formatted(image.reference(), image.file(), Files.size(image.file()) / 1_000_000, image.digest()));
        }
        return 0;
    }

    private void out(String text) {
        if (spec == null) throw new IllegalStateException("not called by the command line");
        var writer = spec.commandLine().getOut();
        writer.print(text);
        writer.flush();
    }

    private static String version() throws IOException {
        var properties = new Properties();
        try (InputStream stream = ImagesCommand.class.getResourceAsStream("version.properties")) {
            if (stream == null) throw new IOException("version.properties is missing: the module is not built");
            properties.load(stream);
        }
        return properties.getProperty("version");
    }
}
