package io.millrace.platform.registry;

import java.util.List;

/// A schema as a user sends it: text that may be anything, and references that may lead nowhere.
///
/// @param references a version of -1 means the latest
record Submission(String text, List<SchemaReference> references) {}
