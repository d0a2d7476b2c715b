/// JSON for people and programs that do not speak Avro.
///
/// [io.millrace.schemas.json.JsonReader] reads records as [io.millrace.schemas.avro.JsonView] writes them, naming every
/// field that is wrong; [io.millrace.schemas.json.Suggestion] finds what somebody probably meant to write.
package io.millrace.schemas.json;
