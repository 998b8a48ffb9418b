package io.flotilla.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.local.process.Ports;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaTest {
    @TempDir
    Path folder;

    @Test
    void keepsItsTopicsWhenItIsKilled() throws Exception {
        var kafka = new Kafka(folder.resolve("data"), folder.resolve("log"), Ports.free(2));
        kafka.start();
        try (var admin = admin(kafka)) {
            admin.createTopics(List.of(new NewTopic("kept", 3, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }

        kafka.kill();
        kafka.start();

        assertThat(topics(kafka)).contains("kept");
        kafka.stop();
        assertThat(kafka.process().isAlive()).isFalse();
    }

    private static Set<String> topics(Kafka kafka) throws Exception {
        try (var admin = admin(kafka)) {
            return admin.listTopics().names().get(30, TimeUnit.SECONDS);
        }
    }

    private static Admin admin(Kafka kafka) {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()));
    }
}
