package org.parley.config.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parley.config.objects.Draft;
import org.parley.contracts.config.AgentLoginObject;
import org.parley.contracts.config.ApplicationObject;
import org.parley.contracts.config.ApplicationType;
import org.parley.contracts.config.ConfigObject;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.DnOptions;
import org.parley.contracts.config.DnType;
import org.parley.contracts.config.OptionValues;
import org.parley.contracts.config.PersonObject;
import org.parley.contracts.config.PlaceObject;
import org.parley.contracts.config.PlaceObject.PlaceDn;
import org.parley.contracts.config.Role;
import org.parley.contracts.config.SipCredentials;
import org.parley.contracts.config.SipServerOptions;

/**
 * The demo contact centre (architecture.md 6). Site B has the agents of A beside its own: each is
 * the other's peer.
 */
final class DemoObjects {
  private static final List<String> FIRST_NAMES =
      List.of(
          "Anna", "Bruno", "Chiara", "David", "Elif", "Farid", "Greta", "Hugo", "Ines", "Jonas",
          "Katja", "Lars", "Mina", "Noah", "Olga", "Pavel", "Rosa", "Sven", "Tara", "Yusuf");
  private static final List<String> LAST_NAMES = List.of("Berg", "Costa", "Duman", "Ek");
  private static final int AGENTS = 20;

  /** Of every person and every SIP endpoint. */
  static final String PASSWORD = "demo";

  static List<ConfigObject> of(String site, int siteNumber) {
    List<ConfigObject> all = new ArrayList<>(InitialObjects.of(site, siteNumber));
    all.replaceAll(DemoObjects::withDemoOptions);
    agents(all, site, 1001, 0);
    if (site.equals("B")) {
      agents(all, site, 3001, 1);
    }
    person(all, site, "1100", "Vera", "Lind", Set.of(Role.AGENT, Role.SUPERVISOR));
    for (int number = 2001; number <= 2010; number++) {
      all.add(sipEndpoint(site, Integer.toString(number)));
    }
    all.add(dn(site, "5000", DnType.ROUTING_POINT, Map.of("multimedia", "true", "voice", "false")));
    all.add(dn(site, "5001", DnType.ROUTING_POINT, Map.of()));
    all.add(dn(site, "6000", DnType.ACD_QUEUE, Map.of("multimedia", "true")));
    for (int number = 9001; number <= 9005; number++) {
      all.add(
          dn(
              site,
              Integer.toString(number),
              DnType.EXTERNAL_ROUTING_POINT,
              Map.of("multimedia", "true")));
    }
    return all;
  }

  private static void agents(List<ConfigObject> all, String site, int first, int lastName) {
    for (int i = 0; i < AGENTS; i++) {
      person(
          all,
          site,
          Integer.toString(first + i),
          FIRST_NAMES.get(i),
          LAST_NAMES.get((i + lastName) % LAST_NAMES.size()),
          Set.of(Role.AGENT));
    }
  }

  /** A person whose name, agent id, place and DN are the same number. */
  private static void person(
      List<ConfigObject> all,
      String site,
      String number,
      String firstName,
      String lastName,
      Set<Role> roles) {
    all.add(dn(site, number, DnType.EXTENSION, agentDn("none")));
    all.add(new AgentLoginObject(Draft.UNNUMBERED, site, number, null));
    all.add(new PlaceObject(Draft.UNNUMBERED, number, List.of(new PlaceDn(site, number))));
    all.add(
        new PersonObject(
            Draft.UNNUMBERED, number, firstName, lastName, List.of(number), roles, number, true));
  }

  private static Map<String, String> agentDn(String chatSignaling) {
    return Map.of("multimedia", "true", "voice", "true", "sip-signaling-chat", chatSignaling);
  }

  /**
   * Private conversations are possible. baresip 1.0, as in Debian 12, gives up when it is offered
   * any digest beside MD5.
   */
  private static ConfigObject withDemoOptions(ConfigObject object) {
    return object instanceof ApplicationObject application
            && application.applicationType() == ApplicationType.SIP_SERVER
        ? new ApplicationObject(
            application.version(),
            application.name(),
            application.applicationType(),
            new OptionValues(
                Map.of(
                    SipServerOptions.SECTION,
                    Map.of(
                        SipServerOptions.SIP_DIGEST_ALGORITHMS.name(),
                        "MD5",
                        SipServerOptions.SIP_ENABLE_CALL_INFO.name(),
                        "true",
                        SipServerOptions.SIP_ENABLE_CALL_INFO_EXTENDED.name(),
                        "true"))))
        : object;
  }

  /** One for a softphone, which registers with the password of the demo. */
  private static DnObject sipEndpoint(String site, String number) {
    return dn(site, number, DnType.EXTENSION, agentDn("session"))
        .withSipCredentials(SipCredentials.of(site, number, PASSWORD));
  }

  private static DnObject dn(String site, String number, DnType type, Map<String, String> options) {
    return new DnObject(
        Draft.UNNUMBERED,
        site,
        number,
        type,
        true,
        new OptionValues(Map.of(DnOptions.SECTION, options)));
  }

  private DemoObjects() {}
}
