/// How much is needed: policies, service classes and the rules that choose them.
@org.jspecify.annotations.NullMarked
package io.millrace.replenishment.policy;
