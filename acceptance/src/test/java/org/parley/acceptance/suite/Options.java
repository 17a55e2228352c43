package org.parley.acceptance.suite;

import java.util.ArrayDeque;
import java.util.Deque;
import org.parley.bench.suite.AdminApi;
import org.parley.bench.suite.Ports;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Changes options through the admin API, as a test needs them, and puts them back at the end. */
public final class Options implements AutoCloseable {
  private static final String SECTION = "/options/TServer/";

  private final AdminApi api;
  private final Deque<Runnable> undo = new ArrayDeque<>();

  public Options(Ports ports) {
    this.api = new AdminApi(ports, "admin", "demo");
  }

  /** Sets an option of the SIP Server application of site A. */
  public void sipServer(String name, String value) {
    set("/applications/" + sipServer() + SECTION + name, value);
  }

  /** Sets an option of a DN of switch A. */
  public void dn(String number, String name, String value) {
    set("/switches/A/dns/" + number + SECTION + name, value);
  }

  /**
   * Makes a DN of type Trunk on switch A.
   *
   * @param contact where its far end is
   * @param trusted address that needs no password; empty for none
   */
  public void trunk(String number, String contact, String trusted, String sipPassword) {
    String path = "/switches/A/dns";
    String trusting = trusted.isEmpty() ? "" : ",\"trusted-addresses\":\"%s\"".formatted(trusted);
    String password = sipPassword.isEmpty() ? "" : ",\"sipPassword\":\"%s\"".formatted(sipPassword);
    AdminApi.Answer answer =
        api.post(
            path,
            """
            {"number":"%s","type":"Trunk","options":{"TServer":{"contact":"%s"%s}}%s}\
            """
                .formatted(number, contact, trusting, password));
    if (!answer.isOk()) {
      throw new AssertionError(path + ": " + answer.status() + " " + answer.body());
    }
    undo.push(() -> api.delete(path + "/" + number));
  }

  private String sipServer() {
    for (JsonNode application :
        JsonMapper.shared().readTree(api.get("/applications").body()).path("items")) {
      if (application.path("type").asString().equals("SIPServer")) {
        return application.path("name").asString();
      }
    }
    throw new AssertionError("no SIP Server application");
  }

  private void set(String path, String value) {
    JsonNode before = JsonMapper.shared().readTree(api.get(path).body());
    put(path, value);
    if (before.path("source").asString("").equals("set")) {
      undo.push(() -> put(path, before.path("value").asString()));
    } else {
      undo.push(() -> api.delete(path));
    }
  }

  private void put(String path, String value) {
    AdminApi.Answer answer = api.put(path, "{\"value\":\"" + value + "\"}");
    if (!answer.isOk()) {
      throw new AssertionError(path + ": " + answer.status() + " " + answer.body());
    }
  }

  public AdminApi api() {
    return api;
  }

  @Override
  public void close() {
    undo.forEach(Runnable::run);
    api.close();
  }
}
