package io.flotilla.platform.queue;

import io.flotilla.messages.RecordCaps;
import io.flotilla.messages.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/// Makes the topics that are missing and learns the ids of all of them.
final class TopicSetup {
    private final QueueConfig config;
    private final Topics topics;

    TopicSetup(QueueConfig config, Topics topics) {
        this.config = config;
        this.topics = topics;
    }

    /// The id of each topic by its name. A topic that exists is left as it is.
    Map<String, String> make() throws ExecutionException, InterruptedException {
        Map<String, Object> properties = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                config.bootstrap(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                15_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000);
        try (var admin = Admin.create(properties)) {
            for (var future : admin.createTopics(wanted()).values().values()) {
                try {
                    future.get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) throw e;
                }
            }
            return idsOf(admin);
        }
    }

    private Map<String, String> idsOf(Admin admin) throws ExecutionException, InterruptedException {
        var ids = new TreeMap<String, String>();
        var names = wanted().stream().map(NewTopic::name).toList();
        admin.describeTopics(names)
                .allTopicNames()
                .get()
                .forEach((name, description) ->
                        ids.put(name, description.topicId().toString()));
        return ids;
    }

    private List<NewTopic> wanted() {
        var hour = Duration.ofHours(1);
        return List.of(
                topic(topics.interactive(), config.partitions(), RecordCaps.REQUEST, null),
                topic(topics.invocationEvents(), config.partitions(), RecordCaps.EVENT, null),
                topic(topics.usage(), config.partitions(), RecordCaps.OTHER, config.usageRetention()),
                topic(topics.replies(), config.replyPartitions(), RecordCaps.EVENT, config.replyRetention()),
                topic(topics.control(), 1, RecordCaps.OTHER, hour),
                topic(topics.workerHeartbeats(), 1, RecordCaps.OTHER, hour),
                topic(topics.deadLetters(), 1, RecordCaps.OTHER, null));
    }

    private NewTopic topic(String name, int partitions, int largest, @Nullable Duration retention) {
        var settings = new TreeMap<String, String>();
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(largest + RecordCaps.OVERHEAD));
        if (retention != null) {
            var millis = Long.toString(retention.toMillis());
            settings.put(TopicConfig.RETENTION_MS_CONFIG, millis);
            settings.put(TopicConfig.SEGMENT_MS_CONFIG, millis);
        }
        return new NewTopic(name, partitions, config.replication()).configs(settings);
    }
}
