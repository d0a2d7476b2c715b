/// A client that a generator makes of the OpenAPI document, tried out.
package io.millrace.client;
