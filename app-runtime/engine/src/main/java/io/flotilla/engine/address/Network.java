package io.flotilla.engine.address;

import java.net.InetAddress;
import java.util.Arrays;

/// A block of addresses, written `10.0.0.0/8`, `fd00::/8`, or as one address.
record Network(InetAddress first, int bits) {
    static Network parse(String text) {
        int slash = text.indexOf('/');
        var address = literal(slash < 0 ? text : text.substring(0, slash));
        int width = address.getAddress().length * 8;
        if (slash < 0) return new Network(address, width);
        int bits;
        try {
            bits = Integer.parseInt(text.substring(slash + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a network: " + text, e);
        }
        if (bits < 0 || bits > width) throw new IllegalArgumentException("not a network: " + text);
        return new Network(address, bits);
    }

    boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) return false;
        int whole = bits / 8;
        if (!Arrays.equals(mine, 0, whole, other, 0, whole)) return false;
        int rest = bits % 8;
        if (rest == 0) return true;
        int mask = 0xff << (8 - rest) & 0xff;
        return (mine[whole] & mask) == (other[whole] & mask);
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + bits;
    }

    private static InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not an address: " + text, e);
        }
    }
}
