package io.flotilla.sandbox.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes a text apart at the marks people and programs put into prompts: `<policy>…</policy>`, `# Policy`, `Policy: …`.
/// Nothing inside a pair of tags is read as a mark.
///
/// @param sections the named parts, in order
/// @param loose    what stands under no name
record Sections(List<Section> sections, String loose) {
    private static final Pattern TAGS = Pattern.compile("<([\\p{L}][\\p{L}\\d_-]{0,39})>(.*?)</\\1>", Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.+)");
    private static final Pattern NAMED = Pattern.compile("([\\p{L}][\\p{L} '’_-]{0,39}?)\\s*[:：]\\s*(.*)");

    static Sections of(String text) {
        var sections = new ArrayList<Section>();
        var rest = new StringBuilder();
        Matcher tags = TAGS.matcher(text);
        int from = 0;
        while (tags.find()) {
            rest.append(text, from, tags.start()).append('\n');
            sections.add(new Section(
                    Section.roleOf(tags.group(1), Section.Role.MATERIAL),
                    tags.group(2).strip()));
            from = tags.end();
        }
        rest.append(text, from, text.length());
        return withLines(rest.toString(), sections);
    }

    private static Sections withLines(String text, List<Section> sections) {
        var loose = new StringBuilder();
        var body = loose;
        var open = new ArrayList<Open>();
        for (String line : text.split("\\R")) {
            Matcher heading = HEADING.matcher(line);
            Matcher named = NAMED.matcher(line);
            if (heading.matches()) {
                body = new StringBuilder();
                open.add(new Open(Section.roleOf(heading.group(1), Section.Role.MATERIAL), body));
            } else if (named.matches() && Section.isName(named.group(1))) {
                body = new StringBuilder(named.group(2)).append('\n');
                open.add(new Open(Section.roleOf(named.group(1), Section.Role.MATERIAL), body));
            } else {
                body.append(line).append('\n');
            }
        }
        var all = new ArrayList<>(sections);
        for (Open each : open)
            all.add(new Section(each.role(), each.text().toString().strip()));
        return new Sections(
                all.stream().filter(each -> !each.text().isEmpty()).toList(),
                loose.toString().strip());
    }

    private record Open(Section.Role role, StringBuilder text) {}

    /// The texts of all parts with this role, joined.
    String textOf(Section.Role role) {
        return String.join(
                "\n",
                sections.stream()
                        .filter(each -> each.role() == role)
                        .map(Section::text)
                        .toList());
    }
}
