package org.parley.tlibgateway.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.tlib.RegisterMode.MODE_MONITOR;
import static org.parley.tlib.RegisterMode.MODE_PRIVATE;
import static org.parley.tlib.RegisterMode.MODE_SHARE;

import org.junit.jupiter.api.Test;
import org.parley.tlib.Dn;

class RegistrationsTest {
  private static final Dn DN = new Dn("1001");
  private final Registrations<String> registrations = new Registrations<>();

  @Test
  void several_clients_share_a_dn() {
    assertThat(registrations.register("a", DN, MODE_SHARE)).isTrue();
    assertThat(registrations.register("b", DN, MODE_SHARE)).isTrue();
    assertThat(registrations.clientsOf(DN)).containsExactly("a", "b");
  }

  @Test
  void a_private_registration_excludes_the_others_and_is_excluded_by_them() {
    registrations.register("a", DN, MODE_PRIVATE);
    assertThat(registrations.register("b", DN, MODE_SHARE)).isFalse();
    assertThat(registrations.register("b", DN, MODE_PRIVATE)).isFalse();
    Dn shared = new Dn("1002");
    registrations.register("a", shared, MODE_SHARE);
    assertThat(registrations.register("b", shared, MODE_PRIVATE)).isFalse();
  }

  @Test
  void monitors_stand_beside_everything() {
    registrations.register("a", DN, MODE_PRIVATE);
    assertThat(registrations.register("b", DN, MODE_MONITOR)).isTrue();
    registrations.unregister("a", DN);
    assertThat(registrations.register("c", DN, MODE_PRIVATE)).isTrue();
  }

  @Test
  void a_client_changes_the_mode_of_its_own_registration() {
    registrations.register("a", DN, MODE_SHARE);
    assertThat(registrations.register("a", DN, MODE_PRIVATE)).isTrue();
    assertThat(registrations.modeOf("a", DN)).hasValue(MODE_PRIVATE);
    assertThat(registrations.clientsOf(DN)).containsExactly("a");
  }

  @Test
  void a_client_that_goes_away_leaves_nothing_behind() {
    registrations.register("a", DN, MODE_PRIVATE);
    registrations.register("a", new Dn("1002"), MODE_SHARE);
    registrations.unregisterAll("a");
    assertThat(registrations.count()).isZero();
    assertThat(registrations.clientsOf(DN)).isEmpty();
    assertThat(registrations.register("b", DN, MODE_PRIVATE)).isTrue();
    assertThat(registrations.unregister("a", DN)).isFalse();
  }
}
