package org.parley.bench.suite;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Configures what a load needs, as an administrator would: DNs of its own and one person. */
public final class Provisioning implements AutoCloseable {
  public static final String PERSON = "parley-bench";

  /** Far away from the numbers of the demo data. */
  public static final int FIRST_DN = 7_000_000;

  private static final int FIRST_SIP_DN = 7_100_000;
  private static final int FIRST_REGISTERING_DN = 7_200_000;
  private static final int FIRST_PHONE_DN = 7_300_000;

  /** As config-service makes it at the first start. */
  private static final String SIP_SERVER = "sip-server";

  private static final String SWITCH = "A";
  private static final int CONFLICT = 409;

  private final AdminApi api;
  private final String password = randomPassword(new SecureRandom());

  public Provisioning(Ports ports) {
    this.api = new AdminApi(ports, "admin", "demo");
  }

  /** Password of the person, drawn anew for each run. */
  public String password() {
    return password;
  }

  /**
   * Makes Extension DNs with {@code multimedia} whose clients are reached by T-Library alone.
   *
   * @return the number of the first; the others follow without a gap
   */
  public int dns(int count) {
    String dns =
        IntStream.range(FIRST_DN, FIRST_DN + count)
            .mapToObj(number ->
                """
                {"number":"%d","type":"Extension","options":{"TServer":{"multimedia":"true","sip-signaling-chat":"none"}}}\
                """
                    .formatted(number))
            .collect(Collectors.joining(",", "{\"dns\":[", "]}"));
    done(api.post("/switches/" + SWITCH + "/dns:import", dns));
    return FIRST_DN;
  }

  /**
   * Makes Extension DNs in session mode, whose endpoint is at that port of this machine.
   *
   * @return the number of the first; the others follow without a gap
   */
  public int sipDns(int count, int port) {
    return sipDns(FIRST_SIP_DN, count, port);
  }

  /** As {@link #sipDns(int, int)}, others. */
  public int phones(int count, int port) {
    return sipDns(FIRST_PHONE_DN, count, port);
  }

  private int sipDns(int first, int count, int port) {
    String dns =
        IntStream.range(first, first + count)
            .mapToObj(number ->
                """
                {"number":"%1$d","type":"Extension","options":{"TServer":{"multimedia":"true",\
                "sip-signaling-chat":"session","contact":"sip:%1$d@127.0.0.1:%2$d"}}}\
                """
                    .formatted(number, port))
            .collect(Collectors.joining(",", "{\"dns\":[", "]}"));
    done(api.post("/switches/" + SWITCH + "/dns:import", dns));
    return first;
  }

  /** Makes Extension DNs that register with {@link #password}; as {@link #sipDns} otherwise. */
  public int registeringDns(int count) {
    for (int number = FIRST_REGISTERING_DN; number < FIRST_REGISTERING_DN + count; number++) {
      AdminApi.Answer made =
          api.post(
              "/switches/" + SWITCH + "/dns",
              """
              {"number":"%d","type":"Extension","sipPassword":"%s"}\
              """
                  .formatted(number, password));
      done(made);
    }
    return FIRST_REGISTERING_DN;
  }

  /** Makes a trunk for customers who send from that address. */
  public void trunk(String address) {
    done(
        api.post(
            "/switches/" + SWITCH + "/dns",
            """
            {"number":"parley-bench-trunk","type":"Trunk","options":{"TServer":{\
            "contact":"sip:%1$s:9","trusted-addresses":"%1$s"}}}\
            """
                .formatted(address)));
  }

  /** Sets an option of the SIP Server application, in its section TServer. */
  public void sipServer(String option, String value) {
    done(
        api.put(
            "/applications/" + SIP_SERVER + "/options/TServer/" + option,
            "{\"value\":\"" + value + "\"}"));
  }

  /** Makes the person, a supervisor, who may therefore register any DN. */
  public void person() {
    String rest =
        """
        "firstName":"Load","lastName":"Generator","roles":["supervisor"],"password":"%s"}\
        """
            .formatted(password);
    AdminApi.Answer made = api.post("/persons", "{\"userName\":\"" + PERSON + "\"," + rest);
    done(made.status() == CONFLICT ? api.put("/persons/" + PERSON, "{" + rest) : made);
  }

  private static void done(AdminApi.Answer answer) {
    if (!answer.isOk()) {
      throw new IllegalStateException("admin API: " + answer.status() + " " + answer.body());
    }
  }

  private static String randomPassword(RandomGenerator random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() {
    api.close();
  }
}
