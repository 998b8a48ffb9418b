package io.flotilla.engine.model.scripted;

import io.flotilla.engine.control.Cancellation;
import io.flotilla.engine.model.ChatModel;
import io.flotilla.engine.model.ChatOutcome;
import io.flotilla.engine.model.ChatRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// A model that does what it is told, and remembers what it was asked.
///
///     var model = ScriptedChatModel.playing(Script.fails(ModelFailure.UNAVAILABLE), Script.says("Hello"));
public final class ScriptedChatModel implements ChatModel {
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Script> scripts;
    private final List<ChatRequest> requests = new ArrayList<>();

    private ScriptedChatModel(List<Script> scripts) {
        this.scripts = new ArrayDeque<>(scripts);
    }

    /// Plays the scripts in turn, one for each attempt; the last one again and again.
    public static ScriptedChatModel playing(Script first, Script... more) {
        var scripts = new ArrayList<Script>();
        scripts.add(first);
        scripts.addAll(List.of(more));
        return new ScriptedChatModel(scripts);
    }

    /// Answers every attempt with this text.
    public static ScriptedChatModel saying(String text) {
        return playing(Script.says(text));
    }

    @Override
    public ChatOutcome chat(ChatRequest request, Consumer<String> deltas, Cancellation cancellation) {
        return next(request).play(request, deltas, cancellation);
    }

    /// What it was asked, in order.
    public List<ChatRequest> requests() {
        lock.lock();
        try {
            return List.copyOf(requests);
        } finally {
            lock.unlock();
        }
    }

    private Script next(ChatRequest request) {
        lock.lock();
        try {
            requests.add(request);
            return scripts.size() > 1 ? scripts.removeFirst() : scripts.getFirst();
        } finally {
            lock.unlock();
        }
    }
}
