/// The topic catalogue: every topic of the system, typed, with who writes it and how long it is kept.
///
/// [io.millrace.schemas.topics.Topics] lists them, [io.millrace.schemas.topics.TopicAdmin] creates and verifies them.
package io.millrace.schemas.topics;
