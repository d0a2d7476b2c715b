package io.millrace.forecasting.auto;

import io.millrace.forecasting.methods.Members;
import io.millrace.forecasting.plans.PlanEffects;

/// Who says something of the future, how far ahead, and what plans do to it.
record Outlook(Members members, int steps, PlanEffects effects) {}
