package io.flotilla.worker.run;

import io.flotilla.engine.chain.ChainRunner;
import io.flotilla.engine.chain.RunDefaults;
import io.flotilla.engine.control.RunClock;
import io.flotilla.engine.model.cache.MemoryAnswers;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;

/// What there is one of in a worker.
final class RunBeans {
    @Produces
    @Singleton
    static ChainRunner chainRunner(RunClock clock, RunConfig config) {
        var answers = new MemoryAnswers(clock, config.answerBytes());
        return new ChainRunner(clock, RunDefaults.STANDARD, new SecureRandom(), answers);
    }

    @Produces
    @Singleton
    static WorkerId workerId() {
        var random = new byte[8];
        new SecureRandom().nextBytes(random);
        return new WorkerId("worker-" + HexFormat.of().formatHex(random));
    }
}
