package io.millrace.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationProblemsTest {
    @TempDir
    private Path directory;

    @Test
    void shouldTellEverythingThatIsWrongAtOnce() {
        Requests requests = Requests.in(directory)
                .yaml("""
                        kafka:
                          port: abc
                        durability: powr
                        """)
                .environment("MILLRACE_HTTP_PORT", "70000")
                .set("topics.partitions=0", "log.level=chatty");

        assertThat(requests.problems()).containsExactly("""
                        durability: 'powr' is none of its values (millrace.yaml:3)
                            Did you mean power? Use one of process, power.""", """
                        kafka.port: 'abc' is not a port (millrace.yaml:2)
                            Use a whole number from 0 (takes a free port) to 65535.""", """
                        http.port: '70000' is not a port (MILLRACE_HTTP_PORT)
                            Use a whole number from 0 (takes a free port) to 65535.""", """
                        topics.partitions: '0' is not a whole number from 1 to 1000 (--set)
                            Use a whole number from 1 to 1000.""", """
                        log.level: 'chatty' is none of its values (--set)
                            Use one of error, warn, info, debug, trace.""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.bootstrap.servers=broker | 'broker' is not host:port",
                "kafka.bootstrap.servers=a:1,,b:2 | '' is not host:port",
                "kafka.bootstrap.servers=a:99999 | 'a:99999' is not host:port",
                "kafka.bootstrap.servers=a:0 | 'a:0' is not host:port",
                "postgres.url=postgres://db/x | 'postgres://db/x' is not a PostgreSQL URL",
                "postgres.url=jdbc:postgresql://a:s3cret@db/x | it holds a name or password",
                "postgres.url=jdbc:postgresql://db/x?user=a&password=s3cret | it holds a name or password",
                "schema.registry.url=ftp://registry | 'ftp://registry' is not an http(s) URL",
                "schema.registry.url=https://a:s3cret@registry | it holds a name or password",
                "forecast.schedule=nightly | 'nightly' is not a time of the day",
                "forecast.schedule=24:00 | '24:00' is not a time of the day",
                "roles=ledgr | 'ledgr' is none of its values",
                "roles=api,,ingest | '' is none of its values",
                "roles= | '' is none of its values",
                "traces.collector=collector:4317 | 'collector:4317' is not an http(s) URL",
                "traces.collector=http://a:s3cret@collector | it holds a name or password",
                "http.host=0.0.0.0 | '0.0.0.0' is not one address or name of this machine",
                "http.host=::1 | '::1' is not one address or name of this machine",
                "http.host=127.999.0.1 | '127.999.0.1' is not one address or name of this machine",
                "http.cors.origins=https://a/b | 'https://a/b' is not the origin of web pages",
                "http.cors.origins=* | '*' is not the origin of web pages",
                "security.mode=none | 'none' is none of its values",
                "security.roles.from=issuer | 'issuer' is none of its values",
                "security.token.keys=http://issuer.example.com/keys | 'http://issuer.example.com/keys' is not an https URL",
                "security.token.clock.skew.seconds=301 | '301' is not a whole number from 0 to 300",
                "topics.prefix=a|b | 'a|b' can't begin a topic's name",
                "kafka.port=-1 | '-1' is not a port",
                "kafka.port=9092x | '9092x' is not a port",
                "kafka.port= | '' is not a port",
                "postgres.user= | it is empty",
                "schema.registry.token=*** | it is masked",
                "schema.registry.token=file:/no/such/file | there is no file /no/such/file",
            })
    void shouldRefuseAValueWhenItIsNotOfItsKind(String row) {
        String assignment = row.substring(0, row.lastIndexOf(" | "));
        String what = row.substring(row.lastIndexOf(" | ") + 3);
        String key = assignment.substring(0, assignment.indexOf('='));

        assertThat(Requests.in(directory).set(assignment).problems())
                .anySatisfy(problem -> assertThat(problem).startsWith(key + ": " + what + " (--set)\n    "))
                .noneSatisfy(problem -> assertThat(problem).contains("s3cret"));
    }

    @Test
    void shouldSuggestTheNearestKeyWhenOneIsUnknown() {
        Requests requests = Requests.in(directory)
                .yaml("""
                        kafka:
                          prot: 1
                        registry.url: https://registry
                        colour: blue
                        http: 8080
                        """)
                .environment("MILLRACE_KAFKA_PROT", "1")
                .set("kafka.port.number=1");

        assertThat(requests.problems()).containsExactly("""
                        kafka.prot: there is no such setting (millrace.yaml:2)
                            Did you mean kafka.port?""", """
                        registry.url: there is no such setting (millrace.yaml:3)
                            Did you mean schema.registry.url?""", """
                        colour: there is no such setting (millrace.yaml:4)
                            docs/configuration.md lists all settings; './millrace config' prints them.""", """
                        http: this is a group of settings and takes no value (millrace.yaml:5)
                            Set one of its keys: http.host, http.port, http.tenant.default, http.ingest.bytes.max, http.tls.keystore.path, http.tls.keystore.password, http.cors.origins.""", """
                        MILLRACE_KAFKA_PROT: there is no such setting
                            Did you mean MILLRACE_KAFKA_PORT? Otherwise unset it.""", """
                        kafka.port.number: there is no such setting (--set)
                            Did you mean kafka.port?""");
    }

    @Test
    void shouldRefuseKeysThatAreGivenTwice() {
        Requests requests = Requests.in(directory).yaml("""
                http.port: 1
                http:
                  port: 2
                """);

        assertThat(requests.problems()).containsExactly("""
                http.port: is set twice, first in millrace.yaml:1 (millrace.yaml:3)
                    Remove one of the two.""");
    }

    @Test
    void shouldRefuseAFileWhenItIsNotAListOfSettings() {
        assertThat(Requests.in(directory).yaml("a: [1\n").problems())
                .singleElement()
                .asString()
                .startsWith("millrace.yaml: not valid YAML: ")
                .contains(" (millrace.yaml:")
                .endsWith("\n    Write one 'key: value' a line; quote values that hold ': ' or '#'.");
        assertThat(Requests.in(directory).yaml("hello").problems()).containsExactly("""
                millrace.yaml: is not a list of keys and values (millrace.yaml:1)
                    Write one 'key: value' a line.""");
        assertThat(Requests.in(directory).yaml("http.port:\n").problems()).containsExactly("""
                http.port: has no value (millrace.yaml:1)
                    Give it a value ("" is the empty one), or remove the line.""");
        assertThat(Requests.in(directory)
                        .yaml("http.host: &here 127.0.0.1\nlog.file: *here\n")
                        .problems())
                .containsExactly("""
                log.file: '*here' is an alias (millrace.yaml:2)
                    Write the value itself.""");
        assertThat(Requests.in(directory)
                        .yaml("http.port: 1\n---\nhttp.port: 2\n")
                        .problems())
                .containsExactly("""
                millrace.yaml: holds a second document (millrace.yaml:3)
                    Remove everything from '---' on.""");
        assertThat(Requests.in(directory).yaml("# nothing yet\n").problems()).isEmpty();
    }

    @Test
    void shouldRefuseAFileWhenItIsNamedAndNotThere() {
        assertThat(Requests.in(directory).config("x.yaml").problems()).containsExactly("""
                --config: there is no file 'x.yaml'
                    Name an existing YAML file, or leave it out.""");
        assertThat(Requests.in(directory)
                        .environment("MILLRACE_CONFIG", "x.yaml")
                        .problems())
                .containsExactly("""
                MILLRACE_CONFIG: there is no file 'x.yaml'
                    Name an existing YAML file, or leave it out.""");
    }

    @Test
    void shouldRefuseFlagsThatSayNothing() {
        assertThat(Requests.in(directory).set("kafka.port").port("65533").problems())
                .containsExactly("""
                        --port: '65533' is not a port that three others can follow
                            Use a whole number from 0 (takes four free ports) to 65532.""", """
                        --set: 'kafka.port' has no value
                            Write --set key=value, for example --set kafka.port=9093.""");
    }

    @Test
    void shouldExplainWhatKubernetesDoesWhenItDidIt() {
        assertThat(Requests.in(directory)
                        .environment("MILLRACE_KAFKA_PORT", "tcp://10.0.0.1:9092")
                        .problems())
                .containsExactly("""
                kafka.port: 'tcp://10.0.0.1:9092' is not a port (MILLRACE_KAFKA_PORT)
                    Use a whole number from 0 (takes a free port) to 65535. \
                Kubernetes sets this for a service of that name: set enableServiceLinks: false.""");
    }

    @Test
    void shouldRefuseTwoListenersOnOnePort() {
        assertThat(Requests.in(directory).set("http.port=9092").problems()).containsExactly("""
                kafka.port: 9092 is also http.port (--set)
                    Give each a port of its own, or 0 for a free one.""");
        assertThat(Requests.in(directory)
                        .set("http.port=9092", "kafka.bootstrap.servers=broker:9092")
                        .problems())
                .isEmpty();
    }

    @Test
    void shouldRefuseSettingsOfAnExternalClusterWhenItIsEmbedded() {
        assertThat(Requests.in(directory)
                        .set(
                                "kafka.properties.security.protocol=SSL",
                                "topics.replication=3",
                                "postgres.user=planner",
                                "schema.registry.token=x")
                        .problems())
                .containsExactly("""
                        kafka.properties.security.protocol: the embedded broker takes no client properties (--set)
                            Remove it, or set kafka.bootstrap.servers to host:port.""", """
                        topics.replication: 3 copies need more than the one embedded broker (--set)
                            Use 1, or an external cluster in kafka.bootstrap.servers.""", """
                        postgres.user: the embedded PostgreSQL has a role of its own (--set)
                            Remove it, or set postgres.url to jdbc:postgresql://host:port/database.""", """
                        schema.registry.token: the embedded registry needs no credentials (--set)
                            Remove it, or set schema.registry.url to https://host:port.""");
    }

    @Test
    void shouldRefuseToBeOpenForOthers() {
        assertThat(Requests.in(directory)
                        .set("http.host=10.0.0.7")
                        .load()
                        .configuration()
                        .security()
                        .mode())
                .isEqualTo(Security.Mode.TOKENS);
        assertThat(Requests.in(directory)
                        .set("http.host=10.0.0.7", "security.mode=open")
                        .problems())
                .containsExactly("""
                        security.mode: open lets in everybody who reaches 10.0.0.7 (--set)
                            Use tokens, or 127.0.0.1 as http.host.""");
    }

    @Test
    void shouldRefuseAnIssuerWithoutKeysAndKeysWithoutAnIssuer() {
        assertThat(Requests.in(directory)
                        .set("security.token.issuer=https://issuer.example.com")
                        .problems())
                .containsExactly("""
                        security.token.issuer: there is no security.token.keys (--set)
                            Set it to the issuer's jwks_uri, or use embedded.""");
        assertThat(Requests.in(directory)
                        .set("security.token.keys=https://issuer.example.com/keys")
                        .problems())
                .containsExactly("""
                        security.token.keys: the embedded issuer has keys of its own (--set)
                            Remove it, or set security.token.issuer to what its tokens have as iss.""");
    }

    @Test
    void shouldRefuseHalfOfAPair() {
        assertThat(Requests.in(directory)
                        .set(
                                "kafka.bootstrap.servers=broker:9092",
                                "kafka.properties.bootstrap.servers=other:9092",
                                "postgres.url=jdbc:postgresql://db/x",
                                "postgres.user=planner",
                                "postgres.sink.user=sink",
                                "postgres.sink.password=x",
                                "schema.registry.url=https://registry",
                                "schema.registry.user=planner",
                                "schema.registry.password=x",
                                "schema.registry.token=x",
                                "schema.registry.truststore.password=x",
                                "schema.registry.keystore.path=/no/such/store")
                        .problems())
                .containsExactly("""
                        kafka.properties.bootstrap.servers: the servers have a key of their own (--set)
                            Use kafka.bootstrap.servers.""", """
                        postgres.user: there is no postgres.password (--set)
                            Set both, or neither.""", """
                        postgres.sink.user: there is no postgres.owner.user (--set)
                            Set both, or neither.""", """
                        schema.registry.token: there is also a schema.registry.user (--set)
                            Use either a token, or a user and a password.""", """
                        schema.registry.keystore.path: there is no schema.registry.keystore.password (--set)
                            Set both, or neither.""", """
                        schema.registry.truststore.password: there is no schema.registry.truststore.path (--set)
                            Set both, or only the path.""", """
                        schema.registry.keystore.path: there is no file '/no/such/store' that can be read (--set)
                            Correct the path or its permissions.""");
    }

    @Test
    void shouldRefusePathsThatKafkaOrTheLogWouldMisread() {
        assertThat(Requests.in(directory).data("a,b").problems())
                .containsExactly("""
                data: '%s' holds a comma or a %%, which Kafka or the log would misread (--data)
                    Name one without them.""".formatted(directory.resolve("a,b")));
        assertThat(Requests.in(directory).set("log.file=100%.log").problems())
                .containsExactly("""
                log.file: '%s' holds a comma or a %%, which Kafka or the log would misread (--set)
                    Name one without them.""".formatted(directory.resolve("100%.log")));
        assertThat(Requests.in(directory)
                        .environment("HOME", directory + "/a%b")
                        .set("log.file=here.log")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("data: ");
    }

    @Test
    void shouldRefuseADataFolderThatIsAFile() throws IOException {
        Path file = Files.createFile(directory.resolve("data"));

        assertThat(Requests.in(directory).data("data").problems()).containsExactly("""
                data: '%s' is a file (--data)
                    Name a folder; it is created if it is not there.""".formatted(file));
    }
}
