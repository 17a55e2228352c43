package org.parley.sip.auth.configview;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.DnType;
import org.parley.contracts.config.OptionValues;
import org.parley.contracts.config.SipCredentials;
import org.parley.starter.config.ConfigView;
import org.parley.tlib.Dn;

class ConfiguredDirectoryTest {
  private final ConfigView view = new ConfigView("A");
  private final ConfiguredDirectory directory = new ConfiguredDirectory(view);
  private long version;

  @Test
  void the_trunk_with_the_smallest_block_has_an_address() {
    trunk("9001", "192.0.2.0/24, 2001:db8::/32");
    trunk("9002", "192.0.2.128/25");
    trunk("9003", "");

    assertThat(trusting("192.0.2.1")).isEqualTo("9001");
    assertThat(trusting("192.0.2.129")).isEqualTo("9002");
    assertThat(trusting("2001:db8::7")).isEqualTo("9001");
    assertThat(trusting("198.51.100.1")).isEqualTo("none");
  }

  @Test
  void a_change_of_a_trunk_counts_at_once() {
    trunk("9001", "192.0.2.1");
    assertThat(trusting("192.0.2.1")).isEqualTo("9001");
    trunk("9001", "192.0.2.2");
    assertThat(trusting("192.0.2.1")).isEqualTo("none");
    assertThat(trusting("192.0.2.2")).isEqualTo("9001");
    view.remove(ConfigKey.dn("A", "9001"));
    assertThat(trusting("192.0.2.2")).isEqualTo("none");
  }

  @Test
  void only_enabled_trunks_of_this_switch_trust_anybody() {
    view.put(dn("A", "9001", DnType.TRUNK, false, "192.0.2.1"));
    view.put(dn("B", "9001", DnType.TRUNK, true, "192.0.2.1"));
    view.put(dn("A", "2001", DnType.EXTENSION, true, "192.0.2.1"));

    assertThat(trusting("192.0.2.1")).isEqualTo("none");
    assertThat(directory.exists(new Dn("9001"))).isFalse();
    assertThat(directory.isTrunk(new Dn("9001"))).isFalse();
    assertThat(directory.isTrunk(new Dn("2001"))).isFalse();
  }

  @Test
  void a_password_counts_for_an_enabled_dn() {
    var credentials = SipCredentials.of("A", "2001", "secret");
    view.put(dn("A", "2001", DnType.EXTENSION, true, "").withSipCredentials(credentials));
    view.put(dn("A", "2002", DnType.EXTENSION, false, "").withSipCredentials(credentials));
    assertThat(directory.trunksHaveCredentials()).isFalse();
    view.put(dn("A", "9001", DnType.TRUNK, true, "").withSipCredentials(credentials));

    assertThat(directory.credentials(new Dn("2001"))).hasValue(credentials);
    assertThat(directory.credentials(new Dn("2002"))).isEmpty();
    assertThat(directory.trunksHaveCredentials()).isTrue();
    assertThat(directory.realm()).isEqualTo("parley-A");
  }

  private String trusting(String address) {
    return directory.trunkTrusting(InetAddress.ofLiteral(address)).map(Dn::number).orElse("none");
  }

  private void trunk(String number, String trusted) {
    view.put(dn("A", number, DnType.TRUNK, true, trusted));
  }

  private DnObject dn(String site, String number, DnType type, boolean enabled, String trusted) {
    return new DnObject(
        ++version,
        site,
        number,
        type,
        enabled,
        OptionValues.NONE.with("TServer", "trusted-addresses", trusted));
  }
}
