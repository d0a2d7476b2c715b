package io.millrace.config;

/// One thing that is wrong: the key (or file, or flag) it is about, what is wrong, where it was said, and what would be
/// right.
public record Problem(String subject, String what, Origin origin, String remedy) {
    /// Two lines: what, and what to do.
    public String render() {
        String where = origin instanceof Origin.Default ? "" : " (" + origin.describe() + ")";
        return subject + ": " + what + where + "\n    " + remedy;
    }
}
