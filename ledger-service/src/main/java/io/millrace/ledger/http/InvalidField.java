package io.millrace.ledger.http;

/// One thing that is wrong with a request.
///
/// @param field where: a parameter, a header, or the path of a field such as `lines[0].quantity`
/// @param detail what is wrong with it, and what would be right
public record InvalidField(String field, String detail) {
    /// The schema of a list of them.
    public static final JsonSchema LIST = JsonSchema.arrayOf(JsonSchema.object()
            .with("field", JsonSchema.text(), "Where: a parameter, a header or the path of a field")
            .with("detail", JsonSchema.text(), "What is wrong, and what would be right")
            .named("InvalidField"));
}
