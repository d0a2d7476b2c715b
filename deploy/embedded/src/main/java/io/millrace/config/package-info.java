/// What a user can set, read from one YAML file, the environment and flags into one tree of checked records.
///
/// [io.millrace.config.Settings] is the list of every key with its kind, default and meaning: a new key is a line there
/// and a field in the tree. [io.millrace.config.ConfigurationLoader] lays the sources over one another and refuses, all
/// at once, whatever is wrong. [io.millrace.config.Configuration] is what the rest of the program sees; it holds no
/// combination that makes no sense, and prints no secret.
package io.millrace.config;
