package io.millrace.ledger.http;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Who may call an endpoint. Every endpoint says it; there is no default.
public sealed interface Access {
    /// Those who look at stock and plans.
    Access READERS = of(Role.VIEWER, Role.PLANNER, Role.APPROVER, Role.DATA, Role.ADMIN);
    /// Those who look at stock, tills among them.
    Access STOCK_READERS = of(Role.VIEWER, Role.PLANNER, Role.APPROVER, Role.POS, Role.DATA, Role.ADMIN);
    /// Those who report what happened.
    Access REPORTERS = of(Role.POS, Role.DATA);
    /// Those who report what happened, and people who correct it.
    Access STOCK_KEEPERS = of(Role.POS, Role.DATA, Role.PLANNER);
    /// Those who keep master data: planners, administrators, and other systems.
    Access CATALOGUE_KEEPERS = of(Role.PLANNER, Role.DATA, Role.ADMIN);

    /// Everybody, without saying who they are: for what holds no tenant's data.
    record Anyone() implements Access {}

    /// Everybody who proves who they are, whatever they may do.
    record Known() implements Access {}

    /// Who has one of these roles.
    record Holders(Set<Role> roles) implements Access {
        public Holders {
            roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
        }

        /// Their words, for people.
        String words() {
            return roles.stream().map(Role::word).collect(Collectors.joining(", "));
        }
    }

    static Access anyone() {
        return new Anyone();
    }

    static Access known() {
        return new Known();
    }

    static Access of(Role first, Role... more) {
        return new Holders(EnumSet.of(first, more));
    }
}
