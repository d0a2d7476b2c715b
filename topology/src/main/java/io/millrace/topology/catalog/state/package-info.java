/// What the catalogue application remembers: records, codes, references, commands.
package io.millrace.topology.catalog.state;
