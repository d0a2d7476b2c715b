/// The client side of a schema registry: [HttpSchemaRegistry] speaks Confluent's REST protocol, [CachingSchemaRegistry]
/// remembers what never changes.
package io.millrace.schemas.registry;
