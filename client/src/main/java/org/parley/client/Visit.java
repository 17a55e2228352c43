package org.parley.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.parley.client.desk.Desk;
import org.parley.client.desk.DeskEar;
import org.parley.client.desk.Line;
import org.parley.client.desk.Line.Tone;
import org.parley.client.terminal.Person;
import org.parley.tlib.client.ClientOptions;
import org.parley.tlib.client.Credentials;
import org.parley.tlib.client.LinkInfo;
import org.parley.tlib.client.LoginRefusedException;
import org.parley.tlib.client.UntrustedServerException;
import org.parley.tlib.client.im.ImClient;

/** From the log-in to the end of a person's stay. */
final class Visit {
  private static final String DEMO_PASSWORD = "demo";

  private final Arguments arguments;
  private final Person person;
  private final Optional<String> givenPassword;

  /**
   * @param environmentPassword used unless the command line has one
   */
  Visit(Arguments arguments, Person person, Optional<String> environmentPassword) {
    this.arguments = arguments;
    this.person = person;
    this.givenPassword = Optional.ofNullable(arguments.password()).or(() -> environmentPassword);
  }

  /** The exit code. */
  int run() throws InterruptedException {
    SSLContext tls;
    try {
      tls = arguments.tls() ? tls() : null;
    } catch (IOException | GeneralSecurityException unusable) {
      person.show(Line.of(Tone.BAD, "these certificates cannot be used: " + unusable.getMessage()));
      return 2;
    }
    boolean mayAsk = givenPassword.isEmpty();
    boolean guessing = mayAsk && arguments.isLoopback();
    String password = givenPassword.orElse(guessing ? DEMO_PASSWORD : null);
    while (true) {
      if (password == null) {
        password = person.readSecret("Password of " + arguments.user() + ": ");
        if (password == null) {
          person.show(
              Line.of(Tone.BAD, "a password is needed: set PARLEY_PASSWORD, or use a terminal"));
          return 1;
        }
      }
      var ear = new DeskEar(arguments.dn(), person);
      try (var im = ImClient.start(options(password, tls), ear)) {
        LinkInfo link = im.tlib().connected().join();
        return stay(im, ear, link);
      } catch (CompletionException failed) {
        if (failed.getCause() instanceof UntrustedServerException untrusted) {
          person.show(Line.of(Tone.BAD, untrusted.getMessage() + "; " + advice(untrusted)));
          return 1;
        }
        if (!(failed.getCause() instanceof LoginRefusedException refused)) {
          throw failed;
        }
        if (!guessing) {
          person.show(Line.of(Tone.BAD, String.valueOf(refused.getMessage())));
        }
        if (!mayAsk) {
          return 1;
        }
        guessing = false;
        password = null;
      }
    }
  }

  private String advice(UntrustedServerException untrusted) {
    if (untrusted.isIssuerTrusted()) {
      return "reach it by a name that the certificate is for: --host NAME";
    }
    return arguments.ca() == null
        ? "name the certificate to trust, for ./parley run: --ca data/server.crt"
        : arguments.ca() + " (--ca) does not vouch for it";
  }

  private ClientOptions options(String password, @Nullable SSLContext tls) {
    ClientOptions options =
        ClientOptions.of("127.0.0.1", 7100, new Credentials.Password(arguments.user(), password))
            .withGateways(arguments.gateways())
            .withApplicationName("parley-client");
    return tls == null ? options : options.withTls(tls);
  }

  private int stay(ImClient im, DeskEar ear, LinkInfo link) throws InterruptedException {
    var desk =
        new Desk(im, arguments.dn(), arguments.agentId(), person, ear, arguments.colleagues());
    person.completeWith(desk::completions);
    person.show(
        Line.of(Tone.GOOD, "Connected to " + link.server())
            .and(" (site " + link.location() + ") as " + arguments.user())
            .and(Tone.QUIET, "   type help"));
    if (!desk.begin()) {
      return 1;
    }
    String line = person.readLine(desk::prompt);
    while (line != null && desk.take(line)) {
      line = person.readLine(desk::prompt);
    }
    desk.leave();
    return 0;
  }

  private SSLContext tls() throws IOException, GeneralSecurityException {
    Path file = arguments.ca();
    if (file == null) {
      return SSLContext.getDefault();
    }
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      int n = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("ca-" + n++, certificate);
      }
    }
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
