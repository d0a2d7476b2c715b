package io.millrace.ledger.http;

import io.millrace.domain.TenantId;
import java.util.Optional;
import java.util.function.Function;

/// Follows what is asked, for those who count, log or trace it. Safe for many threads.
@FunctionalInterface
public interface RequestWatch {
    /// The answer's header that says under which name the log knows the request.
    String ID_HEADER = "X-Request-Id";

    /// What stands for all paths that nothing is declared for.
    String NO_ROUTE = "none";

    /// Follows nothing.
    RequestWatch NONE = (_, _) -> _ -> new Unwatched();

    /// Asked once for each endpoint, so that nothing has to be looked up for a request.
    ///
    /// @param verb of the endpoint
    /// @param route its path as declared, never one as asked, of which there are too many
    Watched endpoint(String verb, String route);

    /// An endpoint that is followed.
    @FunctionalInterface
    interface Watched {
        /// A request begins on this thread.
        ///
        /// @param header the first value of a header of the request, by its name
        Visit begin(Function<String, Optional<String>> header);
    }

    /// A request that is followed until it is closed, on the thread that began it.
    interface Visit extends AutoCloseable {
        /// What the request is called in the log; empty if it is not.
        String id();

        /// It is about this tenant's data.
        void tenant(TenantId tenant);

        /// The answer is there and is about to be written. A request that ends without has failed.
        void answered(int status);

        @Override
        void close();
    }

    /// A request that nobody follows.
    final class Unwatched implements Visit {
        @Override
        public String id() {
            return "";
        }

        @Override
        public void tenant(TenantId tenant) {
            // Nobody wants to know.
        }

        @Override
        public void answered(int status) {
            // Nobody wants to know.
        }

        @Override
        public void close() {
            // There is nothing to end.
        }
    }
}
