package io.flotilla.sandbox.reader;

import java.util.Locale;
import java.util.Map;

/// A named part of a prompt.
///
/// @param role what it is for, told by the last word of its name: `Customer's complaint` is a question, `Bank policy`
/// is material
record Section(Role role, String text) {
    /// What a part of a prompt is for.
    enum Role {
        /// What to do.
        TASK,
        /// What to answer or to label.
        QUESTION,
        /// The labels to choose from.
        OPTIONS,
        /// What to read.
        MATERIAL
    }

    private static final Map<String, Role> BY_NAME = Map.ofEntries(
                    each(Role.TASK, "task tasks instruction instructions goal 任务 要求 指令 说明"),
                    each(
                            Role.QUESTION,
                            "question complaint query request message claim email letter inquiry enquiry 问题 投诉 提问 诉求 来信 留言 咨询 请求"),
                    each(Role.OPTIONS, "options option labels label classes categories choices 选项 标签 类别 分类"),
                    each(
                            Role.MATERIAL,
                            "material materials policy policies context document documents passage passages source sources knowledge facts reference references "
                                    + "customer record records account text article notes rules terms 材料 资料 政策 规定 条款 背景 上下文 文档 文件 段落 参考 知识 客户 记录 账户 原文 文章 正文"))
            .entrySet()
            .stream()
            .flatMap(entry ->
                    java.util.Arrays.stream(entry.getKey().split(" ")).map(name -> Map.entry(name, entry.getValue())))
            .collect(java.util.stream.Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static Map.Entry<String, Role> each(Role role, String names) {
        return Map.entry(names, role);
    }

    /// The role a name stands for, or `otherwise` for a name that says nothing.
    static Role roleOf(String name, Role otherwise) {
        String plain =
                name.strip().toLowerCase(Locale.ROOT).replaceAll("[:：]+$", "").strip();
        String lastWord = plain.substring(
                Math.max(plain.lastIndexOf(' '), Math.max(plain.lastIndexOf('-'), plain.lastIndexOf('_'))) + 1);
        Role role = BY_NAME.get(lastWord);
        if (role != null) return role;
        for (int from = Math.max(0, plain.length() - 3); from < plain.length(); from++) {
            Role ending = BY_NAME.get(plain.substring(from));
            if (ending != null) return ending;
        }
        return otherwise;
    }

    /// Whether a name stands for a role at all.
    static boolean isName(String name) {
        return name.length() <= 40 && roleOf(name, Role.TASK) == roleOf(name, Role.MATERIAL);
    }
}
