package io.flotilla.sandbox.reader;

import io.flotilla.sandbox.text.Language;

/// What the reader says of itself, in the language it was asked in.
final class Phrases {
    private Phrases() {}

    static String notInTheMaterial(Language language) {
        return switch (language) {
            case ZH -> "给出的材料里没有相关内容。";
            case EN -> "This is not in the material.";
        };
    }

    static String otherLanguage(Language language) {
        return switch (language) {
            case ZH -> "给出的材料里没有中文内容；我只会阅读，不会翻译。";
            case EN -> "The material has nothing in English; I read, I do not translate.";
        };
    }

    static String noMaterial(Language language) {
        return switch (language) {
            case ZH -> "我是内置的阅读模型，只能根据提示中给出的材料作答，这里没有材料。请在提示中附上材料，或接入一个大语言模型。";
            case EN ->
                "I am the built-in reading model: I answer only from material in the prompt, and there is none. Add material to the prompt, or connect a language model.";
        };
    }
}
