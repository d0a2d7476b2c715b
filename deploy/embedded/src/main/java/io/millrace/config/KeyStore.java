package io.millrace.config;

import java.nio.file.Path;
import java.util.Optional;

/// A file of certificates or keys (PKCS#12 or JKS) and what opens it.
public record KeyStore(Path path, Optional<Secret> password) {}
