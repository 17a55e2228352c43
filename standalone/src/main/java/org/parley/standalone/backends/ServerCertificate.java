package org.parley.standalone.backends;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * The self-signed certificate of this machine's servers, for 127.0.0.1 and localhost, made at the
 * first start and kept. Clients trust the file {@link #certificate}; the key never leaves {@link
 * #keyStore}.
 *
 * @param keyStore PKCS12, one entry called {@code parley}
 * @param password of the store and of the entry
 * @param certificate PEM
 */
public record ServerCertificate(Path keyStore, String password, Path certificate) {
  private static final String ALIAS = "parley";

  /** Makes the certificate unless the data directory has one. */
  public static ServerCertificate in(DataDirectory data)
      throws IOException, InterruptedException, StartRefused {
    var made =
        new ServerCertificate(
            data.secrets().resolve("server.p12"),
            data.secret("server.p12.password"),
            data.root().resolve("server.crt"));
    if (Files.notExists(made.keyStore)) {
      made.generate(data);
    }
    if (Files.notExists(made.certificate)) {
      made.export();
    }
    return made;
  }

  private void generate(DataDirectory data) throws IOException, InterruptedException, StartRefused {
    Path draft = keyStore.resolveSibling("server.p12.new");
    Files.deleteIfExists(draft);
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-dname",
                "CN=localhost, O=Parley on this machine",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                draft.toString(),
                "-storepass:file",
                data.secrets().resolve("server.p12.password").toString())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(data.logs().resolve("keytool.log").toFile()))
            .redirectInput(new File("/dev/null"))
            .start();
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      keytool.destroyForcibly();
      throw new StartRefused(
          "The TLS certificate could not be made, see " + data.logs().resolve("keytool.log"));
    }
    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
    DataDirectory.moveIntoPlace(draft, keyStore);
  }

  private void export() throws IOException, StartRefused {
    try {
      KeyStore store = KeyStore.getInstance(keyStore.toFile(), password.toCharArray());
      Certificate entry = store.getCertificate(ALIAS);
      String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(entry.getEncoded());
      Files.writeString(
          certificate, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    } catch (GeneralSecurityException e) {
      throw new StartRefused("The TLS certificate in " + keyStore + " cannot be read: " + e, e);
    }
  }
}
