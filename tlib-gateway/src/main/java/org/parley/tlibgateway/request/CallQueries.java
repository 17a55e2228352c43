package org.parley.tlibgateway.request;

import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.voice.VoiceCall;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallInfoType;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.TlibRequest;
import org.parley.tlibgateway.site.Site;

/** Who takes part in a call (TQueryCall), answered from the projection. */
public final class CallQueries {
  private final Site site;
  private final InstantSource clock;

  public CallQueries(Site site, InstantSource clock) {
    this.site = site;
    this.clock = clock;
  }

  Reaction query(TlibRequest.QueryCall request) {
    Dn dn = request.thisDN();
    Optional<Call> found =
        site.session(request.connId())
            .map(ImSession::call)
            .or(() -> site.voiceCall(request.connId()).map(VoiceCall::call))
            .filter(call -> call.has(dn));
    if (found.isEmpty()) {
      return MessageRequests.noSuchCall(request.connId(), dn);
    }
    Call call = found.get();
    TlibEvent event =
        TlibEvent.of(MessageType.EVENT_PARTY_INFO)
            .with(Attribute.CONN_ID, call.connId())
            .with(Attribute.CALL_TYPE, call.callType())
            .with(Attribute.MEDIA_TYPE, call.mediaType())
            .with(Attribute.THIS_DN, dn)
            .with(
                Attribute.CALL_INFO_TYPE,
                Objects.requireNonNullElse(request.callInfoType(), CallInfoType.PARTIES_QUERY))
            .with(Attribute.EXTENSIONS, parties(call))
            .with(Attribute.TIME, clock.instant());
    if (!call.userData().isEmpty()) {
      event = event.with(Attribute.USER_DATA, call.userData());
    }
    return new Reaction.Answer(event);
  }

  private static KvList parties(Call call) {
    KvList parties = KvList.empty();
    int n = 0;
    for (Party party : call.parties()) {
      n++;
      parties =
          parties
              .with("party-" + n, party.dn().number())
              .with("name-" + n, party.name())
              .with("location-" + n, party.location())
              .with("role-" + n, party.role().wireName())
              .with("state-" + n, party.state().mask());
    }
    return parties;
  }
}
