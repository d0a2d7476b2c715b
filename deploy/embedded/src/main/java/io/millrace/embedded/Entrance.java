package io.millrace.embedded;

import io.millrace.config.Configuration;
import io.millrace.config.KeyStore;
import io.millrace.config.Security;
import io.millrace.ledger.Transport;
import io.millrace.ledger.database.Database;
import io.millrace.ledger.database.InstallationTransactions;
import io.millrace.ledger.http.Endpoint;
import io.millrace.ledger.http.Guard;
import io.millrace.ledger.http.Principal;
import io.millrace.ledger.http.Role;
import io.millrace.ledger.observe.Traces;
import io.millrace.ledger.route.HttpPeers;
import io.millrace.ledger.security.ApiKeys;
import io.millrace.ledger.security.Audit;
import io.millrace.ledger.security.AuditEndpoints;
import io.millrace.ledger.security.AuditEntry;
import io.millrace.ledger.security.Bearers;
import io.millrace.ledger.security.Gatekeeper;
import io.millrace.ledger.security.Ground;
import io.millrace.ledger.security.KeyEndpoints;
import io.millrace.ledger.security.KnownMembers;
import io.millrace.ledger.security.Limits;
import io.millrace.ledger.security.LoginEndpoints;
import io.millrace.ledger.security.MeEndpoints;
import io.millrace.ledger.security.MemberEndpoints;
import io.millrace.ledger.security.MemberStore;
import io.millrace.ledger.security.Members;
import io.millrace.ledger.security.OpenGate;
import io.millrace.ledger.security.OperatorEndpoints;
import io.millrace.ledger.security.OwnIssuer;
import io.millrace.ledger.security.PostgresAudit;
import io.millrace.ledger.security.PostgresKeys;
import io.millrace.ledger.security.PostgresMembers;
import io.millrace.ledger.security.PostgresRegister;
import io.millrace.ledger.security.PostgresTenants;
import io.millrace.ledger.security.Provisioning;
import io.millrace.ledger.security.Register;
import io.millrace.ledger.security.TenantEndpoints;
import io.millrace.ledger.security.TenantRules;
import io.millrace.ledger.security.TokenSettings;
import io.millrace.ledger.security.Tokens;
import io.millrace.platform.DataFolder;
import io.millrace.platform.PlatformException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Who comes in through the service's doors, and how.
final class Entrance {
    /// The folder of our own issuer's keys, below the data.
    static final String FOLDER = "security";

    private static final int FAILURES_PER_MINUTE = 20;

    private final Configuration configuration;
    private final Closing closing;
    private final InstantSource clock = InstantSource.system();
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final List<Ground> grounds;
    private final Register register;
    private final TenantRules rules;
    private final MemberStore members;
    private final KnownMembers knownMembers;
    private final Guard guard;
    private final Optional<SSLContext> tls;
    private Optional<OwnIssuer> issuer = Optional.empty();
    private Optional<String> loginCode = Optional.empty();

    /// Opens them until the closing closes what they need.
    ///
    /// @param grounds what tenants need outside the database
    /// @param trail where the audit's entries go
    /// @throws PlatformException if a key can't be read or written
    Entrance(
            Configuration configuration,
            DataFolder folder,
            Database database,
            List<Ground> grounds,
            Consumer<AuditEntry> trail,
            Closing closing) {
        this.configuration = configuration;
        this.grounds = List.copyOf(grounds);
        this.closing = closing;
        this.tls = configuration.http().tls().map(Entrance::tls);
        PostgresKeys store = new PostgresKeys(database.tenants());
        ApiKeys keys = new ApiKeys(store, clock);
        endpoints.addAll(new KeyEndpoints(store, keys, clock).endpoints());
        endpoints.addAll(new AuditEndpoints(new PostgresAudit(database.tenants()), clock).endpoints());
        endpoints.addAll(new TenantEndpoints(new PostgresTenants(database.tenants()), clock).endpoints());
        InstallationTransactions installation = database.installation();
        register = new PostgresRegister(installation);
        rules = TenantRules.reading(register);
        closing.add(rules::close);
        members = new PostgresMembers(database.tenants(), installation);
        knownMembers = new KnownMembers(members, clock);
        endpoints.addAll(new MemberEndpoints(members, knownMembers, clock).endpoints());
        endpoints.addAll(new MeEndpoints(byMembership() ? Optional.of(knownMembers) : Optional.empty()).endpoints());
        Audit audit = new Audit(clock, trail);
        this.guard = switch (configuration.security().mode()) {
            case OPEN -> new OpenGate(configuration.http().tenant(), rules, audit);
            case TOKENS -> new Gatekeeper(bearers(tokens(folder)), keys, rules, audit, limits(), System::nanoTime);
        };
    }

    private boolean byMembership() {
        return configuration.security().mode() == Security.Mode.TOKENS
                && configuration.security().rolesFrom() == Security.RolesFrom.MEMBERSHIPS;
    }

    private Bearers bearers(Tokens tokens) {
        return byMembership() ? new Members(tokens, knownMembers) : Bearers.byClaims(tokens);
    }

    /// What can be asked about the tenants of this installation.
    ///
    /// @param catalogue prepares the catalogue for a tenant
    List<Endpoint> tenants(Ground catalogue) {
        List<Ground> all = new ArrayList<>(grounds);
        all.add(catalogue);
        return new OperatorEndpoints(register, new Provisioning(all, register), rules, clock).endpoints();
    }

    private Limits limits() {
        Security security = configuration.security();
        return new Limits(security.tenantRequestsPerSecond(), security.callerRequestsPerSecond(), FAILURES_PER_MINUTE);
    }

    private Tokens tokens(DataFolder folder) {
        Security security = configuration.security();
        TokenSettings settings = switch (security.issuer()) {
            case Security.Issuer.Embedded() -> {
                OwnIssuer own = own(folder);
                issuer = Optional.of(own);
                configuration.http().tenant().ifPresent(tenant -> {
                    Principal console =
                            new Principal("console", tenant, Role.ofTenants(), Optional.empty(), Optional.empty());
                    enrol(console);
                    LoginEndpoints login = new LoginEndpoints(own, console, security.audience(), clock);
                    endpoints.addAll(login.endpoints());
                    loginCode = Optional.of(login.code());
                });
                yield settings(own.name(), own.keys());
            }
            case Security.Issuer.External(var name, var keys) -> settings(name, keys);
        };
        Tokens tokens = new Tokens(settings, clock);
        closing.add(tokens::close);
        return tokens;
    }

    /// Where tokens only say who somebody is, a part of this program has to be a member as everybody.
    private void enrol(Principal part) {
        if (byMembership()) {
            knownMembers.enrol(part);
        }
    }

    private TokenSettings settings(String name, URI keys) {
        Security security = configuration.security();
        return new TokenSettings(
                name,
                security.audience(),
                keys,
                Duration.ofSeconds(security.clockSkewSeconds()),
                new TokenSettings.Claims(
                        security.claims().tenant(),
                        security.claims().roles(),
                        security.claims().locations()));
    }

    private static OwnIssuer own(DataFolder folder) {
        try {
            return OwnIssuer.open(folder.folder(FOLDER));
        } catch (IOException failed) {
            throw new PlatformException(
                    "The installation's own issuer can't be opened: " + failed.getMessage(), failed);
        }
    }

    private static SSLContext tls(KeyStore configured) {
        char[] password = configured
                .password()
                .map(secret -> secret.value().toCharArray())
                .orElseThrow();
        try (InputStream file = Files.newInputStream(configured.path())) {
            java.security.KeyStore store = java.security.KeyStore.getInstance("PKCS12");
            store.load(file, password);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(hasTrusted(store) ? store : null);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException failed) {
            throw new PlatformException(
                    "The key and certificate in http.tls.keystore.path can't be used: " + failed.getMessage(), failed);
        }
    }

    /// Whoever puts certificates to trust beside the key means these for the other nodes, not all the JDK's.
    private static boolean hasTrusted(java.security.KeyStore store) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isCertificateEntry(alias)) {
                return true;
            }
        }
        return false;
    }

    Guard guard() {
        return guard;
    }

    /// How requests come in: nothing that is open answers to other names than this machine's own.
    Transport transport() {
        boolean isOpen = configuration.security().mode() == Security.Mode.OPEN;
        return Transport.open(tls, Set.copyOf(configuration.http().corsOrigins()), isOpen);
    }

    /// How this node asks others, who serve as it does.
    HttpPeers peers(Traces traces) {
        return new HttpPeers(tls, traces::passedOn);
    }

    /// What can be asked about keys and the audit, and how to log in.
    List<Endpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    /// The code to log in with, if our own issuer gives out tokens here.
    Optional<String> loginCode() {
        return loginCode;
    }

    /// The headers with which a part of this program itself asks the service.
    Optional<String> token(Principal holder, Duration lifetime) {
        issuer.ifPresent(_ -> enrol(holder));
        return issuer.map(own -> own.token(holder, configuration.security().audience(), clock.instant(), lifetime));
    }
}
