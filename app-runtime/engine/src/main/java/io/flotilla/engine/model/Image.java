package io.flotilla.engine.model;

import java.util.Optional;
import java.util.regex.Pattern;

/// An image for a model to look at: an `https:` address that the provider fetches, or the image itself as a `data:` URL
/// in base64.
public record Image(String url) {
    private static final Pattern DATA =
            Pattern.compile("data:(image/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/]+={0,2})");

    public Image {
        if (!url.startsWith("https://") && !DATA.matcher(url).matches()) {
            throw new IllegalArgumentException("an image is an https: address, or a data: URL of png, jpeg, gif or webp");
        }
    }

    /// The image itself, if it is in the URL.
    public Optional<Data> data() {
        var matcher = DATA.matcher(url);
        return matcher.matches() ? Optional.of(new Data(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /// An image's bytes.
    ///
    /// @param mediaType such as `image/png`
    public record Data(String mediaType, String base64) {}
}
