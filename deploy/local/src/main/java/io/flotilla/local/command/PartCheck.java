package io.flotilla.local.command;

import io.flotilla.local.PartReport;
import io.flotilla.local.PartState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/// A part as it was reported, and whether it answers now.
record PartCheck(PartReport part, boolean answers) {
    private static final int PATIENCE_MILLIS = 2_000;

    static PartCheck of(PartReport part) {
        return new PartCheck(part, connects(part.address()));
    }

    boolean isWell() {
        return answers && part.state() == PartState.READY;
    }

    private static boolean connects(String address) {
        var place = URI.create(address.contains("://") ? address : "tcp://" + address);
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(place.getHost(), place.getPort()), PATIENCE_MILLIS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
