package io.millrace.schemas.topics;

import java.io.Serial;
import java.util.List;

/// Topics exist that the system cannot work on; the message names each and what to do.
public final class WrongTopicsException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    WrongTopicsException(List<String> faults) {
        super(String.join("; ", faults)
                + ". Nothing was changed. Correct the configuration of these topics; a number of partitions cannot be"
                + " changed in place: delete a topic that is still empty, set topics.partitions to what the cluster has,"
                + " or choose another topics.prefix");
    }
}
