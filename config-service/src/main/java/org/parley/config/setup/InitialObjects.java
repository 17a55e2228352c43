package org.parley.config.setup;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parley.config.objects.Draft;
import org.parley.contracts.config.ApplicationObject;
import org.parley.contracts.config.ApplicationType;
import org.parley.contracts.config.ConfigObject;
import org.parley.contracts.config.OptionValues;
import org.parley.contracts.config.PersonObject;
import org.parley.contracts.config.Role;
import org.parley.contracts.config.SwitchObject;
import org.parley.contracts.config.TenantObject;

/**
 * What every site has: a tenant, its switch, the applications that carry options, an administrator.
 */
final class InitialObjects {
  static final String ADMIN = "admin";
  private static final String TENANT = "Environment";
  private static final int TENANT_DBID = 1;

  static List<ConfigObject> of(String site, int siteNumber) {
    return List.of(
        new TenantObject(Draft.UNNUMBERED, TENANT, TENANT_DBID),
        new SwitchObject(Draft.UNNUMBERED, site, TENANT, siteNumber),
        new ApplicationObject(
            Draft.UNNUMBERED, "sip-server", ApplicationType.SIP_SERVER, OptionValues.NONE),
        new ApplicationObject(
            Draft.UNNUMBERED,
            "chat-server",
            ApplicationType.CHAT_SERVER,
            new OptionValues(Map.of("endpoints:" + TENANT_DBID, Map.of("default", "chat-in")))),
        new PersonObject(
            Draft.UNNUMBERED,
            ADMIN,
            "",
            "Administrator",
            List.of(),
            Set.of(Role.ADMIN),
            null,
            true));
  }

  /**
   * A is 1, B is 2; other names begin at 1 as well, and are numbered by hand where sites are
   * connected.
   */
  static int siteNumber(String site) {
    return site.length() == 1 && site.charAt(0) >= 'A' && site.charAt(0) <= 'Z'
        ? site.charAt(0) - 'A' + 1
        : 1;
  }

  private InitialObjects() {}
}
