package io.flotilla.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// All that a stack has written down: every row of every table, every record of every topic, every log file.
record WrittenDown(Connection database, Map<String, List<String>> topics, Map<Path, String> logs)
        implements AutoCloseable {
    static WrittenDown of(Flotilla flotilla) throws SQLException, IOException {
        var database = DriverManager.getConnection(
                flotilla.env("FLOTILLA_DATABASE_URL"),
                flotilla.env("FLOTILLA_DATABASE_USER"),
                flotilla.env("FLOTILLA_DATABASE_PASSWORD"));
        return new WrittenDown(
                database,
                topics(flotilla.env("FLOTILLA_KAFKA_BOOTSTRAP")),
                logs(flotilla.stack().folder().resolve("logs")));
    }

    List<String> tablesThatHold(String text) throws SQLException {
        var holding = new ArrayList<String>();
        for (String table : tables()) {
            try (var search = database.prepareStatement(
                    "select exists (select 1 from %s each where strpos(each::text, ?) > 0)".formatted(table))) {
                search.setString(1, text);
                try (var found = search.executeQuery()) {
                    if (found.next() && found.getBoolean(1)) holding.add(table);
                }
            }
        }
        return holding;
    }

    List<String> topicsThatHold(String text) {
        return topics.entrySet().stream()
                .filter(topic -> topic.getValue().stream().anyMatch(record -> record.contains(text)))
                .map(Map.Entry::getKey)
                .toList();
    }

    List<Path> logsThatHold(String text) {
        return logs.entrySet().stream()
                .filter(log -> log.getValue().contains(text))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }

    private List<String> tables() throws SQLException {
        var tables = new ArrayList<String>();
        try (var query = database.createStatement();
                var rows = query.executeQuery("""
                        select format('%I.%I', schemaname, tablename) from pg_tables
                        where schemaname not in ('pg_catalog', 'information_schema') order by 1
                        """)) {
            while (rows.next()) tables.add(rows.getString(1));
        }
        if (tables.isEmpty()) throw new IllegalStateException("the database has no tables");
        return tables;
    }

    private static Map<String, List<String>> topics(String bootstrap) {
        var topics = new TreeMap<String, List<String>>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    var records = topics.computeIfAbsent(record.topic(), topic -> new ArrayList<>());
                    if (record.value() != null) records.add(new String(record.value(), UTF_8));
                    if (record.key() != null) records.add(new String(record.key(), UTF_8));
                    record.headers().forEach(header -> records.add(new String(header.value(), UTF_8)));
                }
            }
        }
        return topics;
    }

    private static Map<Path, String> logs(Path folder) throws IOException {
        var logs = new TreeMap<Path, String>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList())
                logs.put(file, Files.readString(file, ISO_8859_1));
        }
        return logs;
    }
}
