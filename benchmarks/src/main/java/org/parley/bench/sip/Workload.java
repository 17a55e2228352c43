package org.parley.bench.sip;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.parley.bench.tool.Sipp;

/** What is asked of a contestant, as a scenario of SIPp. */
enum Workload {
  /** Each MESSAGE by itself; 500 pairs in turn. */
  PAGE("MESSAGE, page mode", "page", 1, 500),

  /** 20 messages in each dialog, one every half second. */
  DIALOG("MESSAGE in dialogs", "dialog", 20, 2_000),

  /** REGISTER, challenge, REGISTER with the digest. */
  REGISTER("REGISTER", "register", 1, 500),

  /** INVITE with audio, ringing, answered, hung up; 100 callers and 100 who are called in turn. */
  CALL("voice calls", "call", 1, 100);

  /** What {@code ./parley bench sip} is about. */
  static final Set<Workload> OF_MESSAGES = EnumSet.range(PAGE, REGISTER);

  private static final int PAUSE_MILLIS = 500;

  private final String title;
  private final String scenario;

  /** Messages, or registrations, of one call. */
  private final int each;

  /** Lines of the CSV file. */
  private final int callers;

  Workload(String title, String scenario, int each, int callers) {
    this.title = title;
    this.scenario = scenario;
    this.each = each;
    this.callers = callers;
  }

  String title() {
    return title;
  }

  int callers() {
    return callers;
  }

  /** What a run at that rate sends in all: whole calls. */
  int total(int rate, int seconds) {
    return calls(rate, seconds) * each;
  }

  private int calls(int rate, int seconds) {
    return Math.max(1, Math.ceilDiv(rate * seconds, each));
  }

  /** The request that is counted at the far end; empty: there is nothing to count. */
  String counted() {
    return switch (this) {
      case PAGE, DIALOG -> "MESSAGE";
      case REGISTER -> "";
      case CALL -> "BYE";
    };
  }

  /** How long the last call goes on after the first seconds. */
  Duration length() {
    return this == DIALOG ? Duration.ofMillis((long) each * PAUSE_MILLIS) : Duration.ZERO;
  }

  /**
   * SIPp at that many messages a second.
   *
   * @param sampled every how manieth response time is kept
   */
  Sipp sender(Path directory, Contestant contestant, int rate, int seconds, int sampled) {
    int calls = calls(rate, seconds);
    return Sipp.of(directory, scenario(directory, scenario))
        .to(contestant.port())
        .from(Contestants.SENDER)
        .lines(lines(contestant))
        .calls(calls)
        .rate(rate, Math.max(100, rate * 20))
        .with("-rp", Integer.toString(each * 1_000), "-buff_size", "4000000")
        .responseTimes(sampled)
        .within(Duration.ofSeconds(seconds).plus(length()).plusSeconds(60));
  }

  private List<String> lines(Contestant contestant) {
    var lines = new java.util.ArrayList<String>(List.of("SEQUENTIAL"));
    IntStream.range(0, callers)
        .mapToObj(i ->
            switch (this) {
              case PAGE -> "p" + i + ";" + (contestant.firstDn() + i);
              case DIALOG ->
                  "d"
                      + i
                      + ";"
                      + (contestant.firstDn() + PAGE.callers + i % Contestants.DIALOG_DNS);
              case REGISTER ->
                  registering(contestant.firstRegistering() + i, contestant.password());
              case CALL -> "v" + i + ";" + (contestant.firstDn() + i);
            })
        .forEach(lines::add);
    return lines;
  }

  /** SIPp puts a keyword with parameters into a scenario from its file of values only. */
  private static String registering(int dn, String password) {
    return "%1$d;[authentication username=%1$d password=%2$s]".formatted(dn, password);
  }

  /** The scenario as a file, with its numbers put in. */
  static Path scenario(Path directory, String name) {
    try (InputStream in = Workload.class.getResourceAsStream(name + ".xml")) {
      if (in == null) {
        throw new IllegalStateException("no scenario " + name);
      }
      String text =
          new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
              .replace("PAUSE\"", PAUSE_MILLIS + "\"")
              .replace("COUNT\"", DIALOG.each + "\"");
      return Files.writeString(Files.createDirectories(directory).resolve(name + ".xml"), text);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }
}
