package io.millrace.schemas.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Builds a TLS context from truststore and keystore files: PKCS12, JKS, or PEM.
final class TlsFiles {
    private static final Pattern PEM_KEY =
            Pattern.compile("-----BEGIN (ENCRYPTED )?PRIVATE KEY-----([^-]+)-----END (?:ENCRYPTED )?PRIVATE KEY-----");
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    /// One file as configured; the key says how the user named it.
    record Store(
            String key, Path file, String type, @Nullable String password) {
        @Override
        public String toString() {
            return key + ".location=" + file;
        }
    }

    private TlsFiles() {}

    static String typeOf(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".pem") || name.endsWith(".crt")) {
            return "PEM";
        }
        return name.endsWith(".jks") ? "JKS" : "PKCS12";
    }

    static SSLContext sslContext(@Nullable Store truststore, @Nullable Store keystore, @Nullable String keyPassword) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    keystore == null ? null : keyManagers(keystore, keyPassword),
                    truststore == null ? null : trustManagers(truststore),
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the TLS settings of the registry are not usable: " + e.getMessage(), e);
        }
    }

    private static TrustManager[] trustManagers(Store store) throws GeneralSecurityException {
        KeyStore trusted = isPem(store) ? pemCertificates(store) : load(store);
        if (trusted.size() == 0) {
            throw new IllegalArgumentException(store + " holds no certificate");
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    private static KeyManager[] keyManagers(Store store, @Nullable String keyPassword) throws GeneralSecurityException {
        char[] password = chars(keyPassword == null ? store.password() : keyPassword);
        KeyStore keys = isPem(store) ? pemKey(store, password) : load(store);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, password);
        return factory.getKeyManagers();
    }

    private static boolean isPem(Store store) {
        return store.type().equalsIgnoreCase("PEM");
    }

    private static KeyStore load(Store store) throws GeneralSecurityException {
        String type = store.type().toUpperCase(Locale.ROOT);
        if (!type.equals("PKCS12") && !type.equals("JKS")) {
            throw new IllegalArgumentException(
                    store.key() + ".type must be PKCS12, JKS or PEM, this is '" + store.type() + "'");
        }
        KeyStore keys = KeyStore.getInstance(type);
        try (InputStream in = Files.newInputStream(store.file())) {
            keys.load(in, store.password() == null ? null : chars(store.password()));
            return keys;
        } catch (IOException e) {
            throw unreadable(store, e);
        }
    }

    private static KeyStore pemCertificates(Store store) throws GeneralSecurityException {
        KeyStore keys = emptyStore();
        int number = 0;
        for (Certificate certificate : certificates(store)) {
            keys.setCertificateEntry("certificate-" + number++, certificate);
        }
        return keys;
    }

    private static KeyStore pemKey(Store store, char[] password) throws GeneralSecurityException {
        Matcher key = PEM_KEY.matcher(read(store));
        if (!key.find()) {
            throw new IllegalArgumentException(
                    store + " holds no '-----BEGIN PRIVATE KEY-----'; convert the key with 'openssl pkcs8 -topk8'");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(key.group(2));
        PKCS8EncodedKeySpec spec = key.group(1) == null ? new PKCS8EncodedKeySpec(encoded) : decrypt(encoded, password);
        KeyStore keys = emptyStore();
        keys.setKeyEntry(
                "key", privateKey(store, spec), password, certificates(store).toArray(Certificate[]::new));
        return keys;
    }

    private static PKCS8EncodedKeySpec decrypt(byte[] encoded, char[] password) throws GeneralSecurityException {
        try {
            EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(encoded);
            AlgorithmParameters parameters = encrypted.getAlgParameters();
            String algorithm = parameters == null ? encrypted.getAlgName() : parameters.toString();
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password)),
                    parameters);
            return encrypted.getKeySpec(cipher);
        } catch (IOException e) {
            throw new GeneralSecurityException("the encrypted private key is not readable", e);
        }
    }

    private static PrivateKey privateKey(Store store, PKCS8EncodedKeySpec key) throws GeneralSecurityException {
        for (String algorithm : KEY_ALGORITHMS) {
            Optional<PrivateKey> privateKey = privateKey(algorithm, key);
            if (privateKey.isPresent()) {
                return privateKey.get();
            }
        }
        throw new IllegalArgumentException(store + " holds a private key that is none of " + KEY_ALGORITHMS);
    }

    private static Optional<PrivateKey> privateKey(String algorithm, PKCS8EncodedKeySpec key)
            throws GeneralSecurityException {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(key));
        } catch (InvalidKeySpecException e) {
            return Optional.empty();
        }
    }

    private static Collection<? extends Certificate> certificates(Store store) throws GeneralSecurityException {
        String text = read(store);
        StringBuilder certificates = new StringBuilder();
        Matcher block = Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----")
                .matcher(text);
        while (block.find()) {
            certificates.append(block.group()).append('\n');
        }
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(
                        new ByteArrayInputStream(certificates.toString().getBytes(StandardCharsets.US_ASCII)));
    }

    private static String read(Store store) {
        try {
            return Files.readString(store.file(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw unreadable(store, e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try {
            keys.load(null, null);
            return keys;
        } catch (IOException e) {
            throw new GeneralSecurityException("an empty key store cannot be made", e);
        }
    }

    private static char[] chars(@Nullable String password) {
        return password == null ? new char[0] : password.toCharArray();
    }

    private static IllegalArgumentException unreadable(Store store, IOException e) {
        return new IllegalArgumentException(
                store + " cannot be read: " + e.getMessage() + "; check the file, its type (" + store.type()
                        + ") and its password",
                e);
    }
}
