package org.parley.sip.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for the loopback address, made by the JDK's keytool for this run. */
final class TlsFixture {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final KeyStore KEYS = create();

  private TlsFixture() {}

  private static KeyStore create() {
    try {
      Path file = Files.createTempDirectory("sip-tls").resolve("keys.p12");
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-keystore",
                  file.toString(),
                  "-storetype",
                  "PKCS12",
                  "-storepass",
                  new String(PASSWORD),
                  "-keyalg",
                  "EC",
                  "-groupname",
                  "secp256r1",
                  "-alias",
                  "sip",
                  "-dname",
                  "CN=localhost",
                  "-ext",
                  "SAN=IP:127.0.0.1",
                  "-validity",
                  "2")
              .redirectErrorStream(true)
              .start();
      String output = new String(keytool.getInputStream().readAllBytes());
      if (keytool.waitFor() != 0) {
        throw new AssertionError(output);
      }
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        keys.load(in, PASSWORD);
      }
      Files.delete(file);
      Files.delete(file.getParent());
      return keys;
    } catch (IOException | GeneralSecurityException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static StackSettings.Tls tls() {
    return new StackSettings.Tls(KEYS, PASSWORD, KEYS);
  }

  static SSLContext context() {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(KEYS);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static SSLSocket connect(int port) {
    try {
      SSLSocket socket = (SSLSocket) context().getSocketFactory().createSocket("127.0.0.1", port);
      socket.startHandshake();
      return socket;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
