package org.parley.callmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;

class CallTest {
  private static final Dn ANNA = new Dn("1001");
  private static final Dn BEN = new Dn("1002");

  private final Call call =
      new Call(
          ConnId.of(1, ConnId.Medium.IM, 1),
          MediaType.CHAT,
          CallType.INTERNAL,
          Instant.EPOCH,
          List.of(
              new Party(ANNA, "anna", "A", DnRole.ORIGINATION, PartyState.DIALING),
              new Party(BEN, "1002", "A", DnRole.DESTINATION, PartyState.ALERTING)),
          KvList.of("secret", "value"));

  @Test
  void a_party_is_found_by_its_dn_and_the_others_in_order() {
    assertThat(call.party(BEN)).map(Party::name).contains("1002");
    assertThat(call.has(new Dn("1003"))).isFalse();
    assertThat(call.others(ANNA)).extracting(Party::dn).containsExactly(BEN);
    assertThat(call.others(new Dn("1003"))).hasSize(2);
  }

  @Test
  void a_change_of_parties_or_data_leaves_the_rest_as_it_was() {
    assertThat(call.allIn(PartyState.CONNECTED).parties())
        .allMatch(party -> party.state().isConnected());
    assertThat(call.renamed(BEN, "ben").parties())
        .extracting(Party::name)
        .containsExactly("anna", "ben");
    assertThat(call.renamed(BEN, "1002")).isEqualTo(call);
    assertThat(call.withUserData(KvList.empty()).parties()).isEqualTo(call.parties());
  }

  @Test
  void parties_cannot_be_changed_from_outside() {
    var parties = new ArrayList<>(call.parties());
    var copy =
        new Call(
            call.connId(),
            call.mediaType(),
            call.callType(),
            call.startedAt(),
            parties,
            KvList.empty());
    parties.clear();

    assertThat(copy.parties()).hasSize(2);
    assertThatThrownBy(() -> copy.parties().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void attached_data_stays_out_of_logs() {
    assertThat(call.toString()).contains("secret").doesNotContain("value");
  }
}
