/// What all streams applications have in common.
package io.millrace.topology;
