package org.parley.acceptance.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.parley.acceptance.suite.Suites;
import org.parley.bench.suite.Ports;
import org.parley.bench.tool.Sipp;

/** The scenarios of src/test/resources/sipp against a running suite. */
public final class Scenarios {
  public static final String PASSWORD = "demo";

  private final Ports ports;
  private final Path directory;

  public Scenarios(Ports ports, String test) {
    Programs.require("sipp");
    this.ports = ports;
    this.directory = Programs.directory(test);
  }

  public Path directory() {
    return directory;
  }

  /** One that waits for calls at that port, once. */
  public Sipp waiting(String name, int port) {
    return Sipp.of(directory, file(name)).at(port).calls(1);
  }

  /** One that calls the suite, once, over UDP. */
  public Sipp calling(String name) {
    return Sipp.of(directory, file(name)).to(ports.sip()).calls(1);
  }

  /** One that calls the suite as that DN, with its password. */
  public Sipp calling(String name, String dn) {
    return calling(name).as(dn, PASSWORD);
  }

  /** One that calls somebody of the suite as that DN, with its password. */
  public Sipp calling(String name, String dn, String callee) {
    return calling(name, dn).key("callee", callee);
  }

  /** Registers a DN with a contact at that port. */
  public void register(String dn, int contactPort) throws InterruptedException {
    registering(dn, contactPort, 600).run().orFail();
  }

  public void unregister(String dn, int contactPort) throws InterruptedException {
    registering(dn, contactPort, 0).run().orFail();
  }

  public Sipp registering(String dn, int contactPort, int expires) {
    return calling("register", dn)
        .key("contact", dn + "@" + Ports.HOST + ":" + contactPort)
        .key("expires", expires);
  }

  /** A scenario in which a word is replaced first: SIPp takes no keyword where a status is. */
  public Sipp waiting(String name, int port, String word, String by) {
    return Sipp.of(directory, edited(name, word, by)).at(port).calls(1);
  }

  /** The same for a scenario that expects to be refused. */
  public Sipp refused(String name, String dn, String callee, int status) {
    return Sipp.of(directory, edited(name, "REFUSAL", Integer.toString(status)))
        .to(ports.sip())
        .calls(1)
        .as(dn, PASSWORD)
        .key("callee", callee);
  }

  private Path edited(String name, String word, String by) {
    try {
      Path copy = directory.resolve(name + "-" + by.split(" ", 2)[0] + ".xml");
      Files.createDirectories(directory);
      return Files.writeString(copy, Files.readString(file(name)).replace(word, by));
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  static Path file(String name) {
    Path file =
        Suites.repository().resolve("acceptance/src/test/resources/sipp").resolve(name + ".xml");
    if (!Files.exists(file)) {
      throw new IllegalArgumentException("no scenario " + file);
    }
    return file;
  }
}
