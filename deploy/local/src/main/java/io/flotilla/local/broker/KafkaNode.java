package io.flotilla.local.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/// One broker that is its own controller. Formats its folder when that is new, stops on SIGTERM.
public final class KafkaNode {
    /// What the node prints when it takes clients.
    public static final String READY = "KAFKA NODE READY";

    private KafkaNode() {}

    /// @param arguments the data folder, the port (the controller takes the next one), and `key=value` for further
    /// settings;
    ///                  `train` as the last one ends the node a moment after it is ready
    public static void main(String[] arguments) throws Exception {
        var data = Path.of(arguments[0]).toAbsolutePath();
        var settings = settings(data, Integer.parseInt(arguments[1]));
        boolean train = false;
        for (String each : List.of(arguments).subList(2, arguments.length)) {
            int equals = each.indexOf('=');
            if (equals > 0) settings.put(each.substring(0, equals), each.substring(equals + 1));
            else train = each.equals("train");
        }
        if (!Files.exists(data.resolve("meta.properties"))) format(data, settings);
        var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        server.startup();
        System.out.println(READY);
        if (train) {
            Thread.sleep(2_000);
            System.exit(0);
        }
        server.awaitShutdown();
    }

    private static Properties settings(Path data, int port) {
        var settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + (port + 1));
        settings.put("listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, port + 1));
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("log.dirs", data.toString());
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(topic + ".replication.factor", "1");
            settings.put(topic + ".num.partitions", "4");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // a killed worker's partitions move on before the platform takes its invocations over, and a new member's come soon
        settings.put("group.consumer.min.session.timeout.ms", "6000");
        settings.put("group.consumer.session.timeout.ms", "10000");
        settings.put("group.consumer.min.heartbeat.interval.ms", "500");
        settings.put("group.consumer.heartbeat.interval.ms", "1000");
        settings.put("auto.create.topics.enable", "false");
        settings.put("log.cleaner.dedupe.buffer.size", "16777216");
        settings.put("num.io.threads", "4");
        settings.put("num.network.threads", "2");
        return settings;
    }

    private static void format(Path data, Properties settings) throws IOException {
        Files.createDirectories(data);
        var file = Files.createTempFile("kafka-node", ".properties");
        try (var writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
        var quiet = new PrintStream(OutputStream.nullOutputStream());
        int code = StorageTool.execute(
                new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()}, quiet);
        Files.delete(file);
        if (code != 0) throw new IllegalStateException("cannot format " + data + ": " + code);
    }
}
