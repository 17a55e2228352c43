package org.parley.config.setup;

import java.io.PrintStream;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.config.access.Passwords;
import org.parley.config.objects.Configuration;
import org.parley.config.objects.ObjectStore;
import org.parley.config.objects.Outcome;
import org.parley.config.objects.Refusal;
import org.parley.contracts.config.ConfigObject;
import org.parley.contracts.config.PersonObject;

/** Fills an empty database, and refuses to run where known passwords would be open to others. */
public final class FirstStart {
  private static final int PASSWORD_BYTES = 15;

  private final String site;
  private final boolean demo;
  private final @Nullable InetAddress address;
  private final ObjectStore store;
  private final Configuration configuration;
  private final Installation installation;
  private final Passwords passwords;
  private final PrintStream console;

  /**
   * @param address to which the HTTP server binds; none for all
   * @param console where a generated password is shown, once; never the log
   */
  public FirstStart(
      String site,
      boolean demo,
      @Nullable InetAddress address,
      ObjectStore store,
      Configuration configuration,
      Installation installation,
      Passwords passwords,
      PrintStream console) {
    this.site = site;
    this.demo = demo;
    this.address = address;
    this.store = store;
    this.configuration = configuration;
    this.installation = installation;
    this.passwords = passwords;
    this.console = console;
  }

  /**
   * @throws IllegalStateException when the suite must not start like this
   */
  public void run() {
    if (demo && (address == null || !address.isLoopbackAddress())) {
      throw new IllegalStateException(
          "parley.demo=true has known passwords, so server.address must be a loopback address");
    }
    if (!demo && installation.hasDemoData()) {
      throw new IllegalStateException(
          "This database was filled with demo data, whose passwords are known: start with parley.demo=true, or with"
              + " another database");
    }
    // The lock of inOrder makes one of several instances that start together the first.
    String generated = demo ? null : generatedPassword();
    boolean first =
        store.inOrder("first start", changing -> changing.isEmpty() && fill(changing, generated));
    if (first && generated != null) {
      console.printf(
          "%n  The administrator of this installation: user %s, password %s%n"
              + "  It is shown only now. Change it with PUT /api/v1/persons/admin.%n%n",
          InitialObjects.ADMIN, generated);
      console.flush();
    }
  }

  private boolean fill(ObjectStore.Changing changing, @Nullable String generated) {
    int number = InitialObjects.siteNumber(site);
    List<ConfigObject> objects =
        demo ? DemoObjects.of(site, number) : InitialObjects.of(site, number);
    Outcome<Configuration.Imported> outcome = configuration.importAll(objects, "first start");
    if (outcome instanceof Outcome.Refused<Configuration.Imported>(Refusal why)) {
      throw new IllegalStateException("The first objects are not valid: " + why.detail());
    }
    // One hash for all demo accounts: 40 of them would take seconds.
    String hash = passwords.hash(generated == null ? DemoObjects.PASSWORD : generated);
    objects.stream()
        .filter(PersonObject.class::isInstance)
        .map(PersonObject.class::cast)
        .forEach(person -> changing.setPasswordHash(person.userName(), hash));
    if (demo) {
      installation.markDemoData();
    }
    return true;
  }

  private static String generatedPassword() {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
