/// What a tenant needs outside the database: topics of its own, who may write them, its record in the catalogue.
///
/// Begin with [io.millrace.ledger.tenants.TenantTopics], [io.millrace.ledger.tenants.TenantAcls] and
/// [io.millrace.ledger.tenants.CatalogueTenant].
package io.millrace.ledger.tenants;
