package io.flotilla.sandbox.server;

/// A request that is refused with status 400.
final class BadRequest extends Exception {
    private static final long serialVersionUID = 1;

    private final String param;

    BadRequest(String message, String param) {
        super(message);
        this.param = param;
    }

    String param() {
        return param;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
