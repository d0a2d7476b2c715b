/// What planners say, put into forecasts that are there already: a forecast's record tells it at once, and not only
/// when its series is forecast anew.
///
/// [io.millrace.topology.forecast.revision.RevisionProcessor] keeps topic and overrides together,
/// [io.millrace.topology.forecast.revision.Revisions] is the rule.
package io.millrace.topology.forecast.revision;
