package io.flotilla.app.read;

/// The forms of names, used all over the language.
final class Words {
    static final Form.Text LABEL = Form.text(
            "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
            63,
            "a DNS label: lower-case letters, digits and hyphens, at most 63");
    static final Form.Text ALIAS =
            Form.text("[a-zA-Z][a-zA-Z0-9_-]{0,62}", 63, "a name of letters, digits, - and _, at most 63");
    static final Form.Text STEP_ID = Form.text(
                    "[a-z][a-zA-Z0-9_]{0,62}",
                    63,
                    "an id such as lookup or draftReply: a lower-case letter, then letters, digits and _, no word of CEL")
            .except("false", "in", "null", "true");
    static final Form.Text CATALOGUE_NAME =
            Form.text("[a-zA-Z0-9][a-zA-Z0-9._:/-]{0,126}", 127, "the name of a model in the catalogue");
    static final Form.Text SCENARIO =
            Form.text("[a-z0-9-]+(\\.[a-z0-9-]+)*", 120, "a scenario code such as finance.banking.complaint-reply");
    static final Form.Text CLASS = Form.text("\\S(.{0,98}\\S)?", 100, "a label of at most 100 characters");
    static final Form.Text CODE = Form.text("[a-z]+(-[a-z]+)*", 60, "a problem code such as model-timeout");
    static final Form.Text LANGUAGE =
            Form.text("\\*|[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*", 35, "a language tag such as zh or en");
    static final Form TITLE = new Form.Either(Form.text(300), new Form.Named(LANGUAGE, Form.text(300), 20));
    static final Form DESCRIPTION = new Form.Either(Form.text(4_000), new Form.Named(LANGUAGE, Form.text(4_000), 20));
    static final Form.Fields METADATA = Form.fields()
            .must("name", LABEL, "The id inside the tenant.")
            .may("title", TITLE, "A short title, one text or one by language.")
            .may("description", DESCRIPTION, "What it is for, one text or one by language.")
            .end();

    private Words() {}
}
