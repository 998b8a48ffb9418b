package io.flotilla.sandbox.embedding;

import io.flotilla.sandbox.text.Language;

/// The weights that ship in jars, one small model a language, and how each makes one vector of a sentence. See
/// `NOTICE`.
///
/// @param query what this model wants before a question that looks for sentences
record Weights(String name, Pooling pooling, String query) {
    enum Pooling {
        FIRST,
        MEAN
    }

    static Weights of(Language language) {
        return switch (language) {
            case ZH -> new Weights("bge-small-zh-v1.5-q", Pooling.FIRST, "为这个句子生成表示以用于检索相关文章：");
            case EN -> new Weights("all-minilm-l6-v2-q", Pooling.MEAN, "");
        };
    }
}
