package io.millrace.topology.stock;

import io.millrace.domain.stock.Bucket;

/// The rules' buckets and accounts as the contract names them.
final class Buckets {
    private Buckets() {}

    static io.millrace.events.Bucket written(Bucket bucket) {
        return switch (bucket) {
            case FREE -> io.millrace.events.Bucket.FREE;
            case RESERVED -> io.millrace.events.Bucket.RESERVED;
            case DAMAGED -> io.millrace.events.Bucket.DAMAGED;
            case QUARANTINED -> io.millrace.events.Bucket.QUARANTINED;
            case IN_TRANSIT -> io.millrace.events.Bucket.IN_TRANSIT;
            case ON_ORDER -> io.millrace.events.Bucket.ON_ORDER;
            case SUPPLIER -> io.millrace.events.Bucket.SUPPLIER;
            case CUSTOMER -> io.millrace.events.Bucket.CUSTOMER;
            case SHRINK -> io.millrace.events.Bucket.SHRINK;
            case SCRAP -> io.millrace.events.Bucket.SCRAP;
            case OPENING -> io.millrace.events.Bucket.OPENING;
            case LINK -> io.millrace.events.Bucket.LINK;
        };
    }
}
