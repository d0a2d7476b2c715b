package io.millrace.config;

import io.millrace.config.Registry.Authentication;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Puts checked values into the tree.
final class TreeBuilder {
    private final Values values;

    private TreeBuilder(Values values) {
        this.values = values;
    }

    static Configuration build(Values values) {
        TreeBuilder tree = new TreeBuilder(values);
        return new Configuration(
                tree.absolute(Settings.DATA),
                values.require(Settings.DURABILITY),
                tree.kafka(),
                tree.postgres(),
                new Retention(
                        values.require(Settings.HISTORY_MONTHS),
                        values.require(Settings.FORECAST_MONTHS),
                        values.require(Settings.AUDIT_MONTHS)),
                tree.registry(),
                new Http(
                        values.require(Settings.HTTP_HOST),
                        values.require(Settings.HTTP_PORT),
                        values.get(Settings.HTTP_TENANT),
                        values.require(Settings.HTTP_BYTES),
                        tree.store(Settings.HTTP_TLS_PATH, Settings.HTTP_TLS_PASSWORD),
                        values.get(Settings.HTTP_ORIGINS).orElseGet(List::of)),
                tree.security(),
                new Topics(
                        values.require(Settings.TOPICS_PREFIX),
                        values.require(Settings.TOPICS_PARTITIONS),
                        values.require(Settings.TOPICS_REPLICATION)),
                new Intake(
                        values.require(Settings.INTAKE_RECORD_BYTES),
                        values.require(Settings.INTAKE_TENANT_BYTES),
                        values.require(Settings.INTAKE_TENANT_RECORDS)),
                new Forecasting(values.require(Settings.FORECAST_SCHEDULE), values.require(Settings.FORECAST_HORIZON)),
                values.require(Settings.ROLES),
                new Tracing(values.get(Settings.TRACES_COLLECTOR), values.require(Settings.TRACES_PERCENT)),
                new Log(
                        values.require(Settings.LOG_LEVEL),
                        tree.absolute(Settings.LOG_FILE),
                        values.require(Settings.LOG_CONSOLE)));
    }

    private Security security() {
        return new Security(
                values.require(Settings.SECURITY_MODE),
                issuer(),
                values.require(Settings.TOKEN_AUDIENCE),
                values.require(Settings.TOKEN_SKEW),
                new Security.Claims(
                        values.require(Settings.CLAIM_TENANT),
                        values.require(Settings.CLAIM_ROLES),
                        values.require(Settings.CLAIM_LOCATIONS)),
                values.require(Settings.ROLES_FROM),
                values.require(Settings.TENANT_RATE),
                values.require(Settings.CALLER_RATE));
    }

    private Security.Issuer issuer() {
        String name = values.require(Settings.TOKEN_ISSUER);
        return name.equals(Kinds.EMBEDDED)
                ? new Security.Issuer.Embedded()
                : new Security.Issuer.External(name, values.require(Settings.TOKEN_KEYS));
    }

    private Kafka kafka() {
        Optional<List<String>> servers = values.require(Settings.KAFKA_SERVERS);
        return servers.<Kafka>map(external -> new Kafka.External(external, values.kafkaProperties()))
                .orElseGet(() -> new Kafka.Embedded(values.require(Settings.KAFKA_PORT)));
    }

    private Postgres postgres() {
        Optional<String> url = values.require(Settings.POSTGRES_URL);
        return url.<Postgres>map(external -> new Postgres.External(
                        external, login(Settings.POSTGRES_USER, Settings.POSTGRES_PASSWORD), keepers()))
                .orElseGet(() -> new Postgres.Embedded(values.require(Settings.POSTGRES_PORT)));
    }

    private Optional<Postgres.Keepers> keepers() {
        Optional<Login> owner = login(Settings.POSTGRES_OWNER, Settings.POSTGRES_OWNER_PASSWORD);
        Optional<Login> sink = login(Settings.POSTGRES_SINK, Settings.POSTGRES_SINK_PASSWORD);
        return owner.flatMap(migrates -> sink.map(writes -> new Postgres.Keepers(migrates, writes)));
    }

    private Registry registry() {
        Optional<List<URI>> urls = values.require(Settings.REGISTRY_URL);
        return urls.<Registry>map(external -> new Registry.External(
                        external,
                        authentication(),
                        store(Settings.TRUSTSTORE_PATH, Settings.TRUSTSTORE_PASSWORD),
                        store(Settings.KEYSTORE_PATH, Settings.KEYSTORE_PASSWORD)))
                .orElseGet(() -> new Registry.Embedded(values.require(Settings.REGISTRY_PORT)));
    }

    private Authentication authentication() {
        Optional<Authentication> basic =
                login(Settings.REGISTRY_USER, Settings.REGISTRY_PASSWORD).map(Authentication.Basic::new);
        return basic.or(() -> values.get(Settings.REGISTRY_TOKEN).map(Authentication.Bearer::new))
                .orElseGet(Authentication.None::new);
    }

    private Optional<Login> login(Setting<String> user, Setting<Secret> password) {
        return values.get(user).map(name -> new Login(name, values.require(password)));
    }

    private Optional<KeyStore> store(Setting<Path> path, Setting<Secret> password) {
        return values.get(path).map(file -> new KeyStore(values.surroundings().absolute(file), values.get(password)));
    }

    private Path absolute(Setting<Path> setting) {
        return values.surroundings().absolute(values.require(setting));
    }
}
