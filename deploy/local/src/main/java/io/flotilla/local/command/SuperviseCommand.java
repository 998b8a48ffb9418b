package io.flotilla.local.command;

import io.flotilla.local.LocalStack;
import io.flotilla.local.process.Reason;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Runs the stack in the background, for `up --detach`.
@Command(name = "supervise", hidden = true)
final class SuperviseCommand implements Callable<Integer> {
    @Mixin
    FolderOption where = new FolderOption();

    @Mixin
    StackOption what = new StackOption();

    @Override
    public Integer call() throws Exception {
        var folder = where.folder();
        var terminal = new SwitchedOutput(System.out);
        LocalStack stack;
        try {
            stack = LocalStack.startServing(what.in(folder), new PrintedProgress(terminal));
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
            terminal.println(Detached.SERVING);
            stack.awaitSignIn();
        } catch (RuntimeException e) {
            terminal.println(Reason.of(e));
            throw e;
        }
        terminal.println(Detached.READY);
        terminal.switchTo(new FileOutputStream(Detached.log(folder).toFile(), true));
        stack.train();
        new CountDownLatch(1).await();
        return 0;
    }

    /// A stream whose target changes: first whoever started us, then a file.
    private static final class SwitchedOutput extends PrintStream {
        SwitchedOutput(PrintStream first) {
            super(first, true, StandardCharsets.UTF_8);
        }

        synchronized void switchTo(FileOutputStream next) {
            flush();
            out = next;
        }
    }
}
