package org.parley.tlibgateway.request;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Call;
import org.parley.contracts.config.ChatSignaling;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.DnOptions;
import org.parley.contracts.config.DnType;
import org.parley.contracts.routing.AgentState;
import org.parley.starter.config.ConfigView;
import org.parley.tlib.AddressInfoType;
import org.parley.tlib.AddressType;
import org.parley.tlib.AgentStatus;
import org.parley.tlib.Attribute;
import org.parley.tlib.Dn;
import org.parley.tlib.MessageType;
import org.parley.tlib.RegisterMode;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.TlibRequest;
import org.parley.tlibgateway.registration.Registrations;
import org.parley.tlibgateway.site.Endpoints;
import org.parley.tlibgateway.site.Site;
import org.parley.tlibgateway.translation.DnSnapshot;

/** Registrations of DNs, and questions about them (t-library.md 1.4, 1.5). */
public final class AddressRequests {
  private final ConfigView config;
  private final Site site;
  private final Endpoints endpoints;
  private final Registrations<Caller> registrations;
  private final ServerIdentity identity;
  private final InstantSource clock;
  private final DnRights rights;

  public AddressRequests(
      ConfigView config,
      Site site,
      Endpoints endpoints,
      Registrations<Caller> registrations,
      ServerIdentity identity,
      InstantSource clock) {
    this.config = config;
    this.site = site;
    this.endpoints = endpoints;
    this.registrations = registrations;
    this.identity = identity;
    this.clock = clock;
    this.rights = new DnRights(config);
  }

  Reaction register(TlibRequest.RegisterAddress request, Caller caller) {
    Dn dn = request.thisDN();
    Optional<DnObject> configured = config.dn(dn.number());
    if (configured.isEmpty()) {
      return notConfigured(dn);
    }
    if (!rights.mayUse(caller.person(), dn)) {
      return Reaction.refuse(
          TlibError.ACCESS_RESTRICT,
          "DN " + dn + " is not of the place of " + caller.person().userName(),
          dn);
    }
    RegisterMode mode = Objects.requireNonNullElse(request.registerMode(), RegisterMode.MODE_SHARE);
    if (!registrations.register(caller, dn, mode)) {
      return Reaction.refuse(
          TlibError.RESOURCE_SEIZED,
          mode == RegisterMode.MODE_PRIVATE
              ? "another client has registered DN " + dn
              : "another client holds DN " + dn + " privately",
          dn);
    }
    AddressType type = DnSnapshot.addressTypeOf(configured.get().dnType());
    return new Reaction.Answer(
        snapshot(MessageType.EVENT_REGISTERED, dn)
            .with(Attribute.REGISTER_MODE, mode)
            .with(Attribute.ADDRESS_TYPE, type)
            .with(Attribute.ADDRESS_INFO_TYPE, AddressInfoType.ADDRESS_TYPE)
            .with(Attribute.INFO_STATUS, type.code()));
  }

  Reaction unregister(TlibRequest.UnregisterAddress request, Caller caller) {
    Dn dn = request.thisDN();
    if (!registrations.unregister(caller, dn)) {
      return Reaction.refuse(TlibError.NOT_REGISTERED, "DN " + dn + " is not registered", dn);
    }
    return new Reaction.Answer(
        TlibEvent.of(MessageType.EVENT_UNREGISTERED)
            .with(Attribute.SERVER, identity.name())
            .with(Attribute.THIS_DN, dn)
            .with(Attribute.TIME, clock.instant()));
  }

  Reaction query(TlibRequest.QueryAddress request) {
    Dn dn = request.thisDN();
    Optional<DnObject> configured = config.dn(dn.number());
    if (configured.isEmpty()) {
      return notConfigured(dn);
    }
    DnType dnType = configured.get().dnType();
    AddressInfoType asked =
        Objects.requireNonNullElse(request.addressInfoType(), AddressInfoType.DNSTATUS);
    DnSnapshot now = now(dn);
    return switch (asked) {
      case ADDRESS_STATUS -> info(dn, asked, now.addressStatus());
      case AGENT_STATUS -> info(dn, asked, now.agentStatus().code());
      case ADDRESS_TYPE -> info(dn, asked, DnSnapshot.addressTypeOf(dnType).code());
      case DNSTATUS -> info(dn, asked, now.addressStatus());
      case CALLS_QUERY -> callsQuery(dn, now);
      case QUEUE_STATUS, NUMBER_OF_CALLS_IN_QUEUE ->
          isQueue(dnType) ? info(dn, asked, now.calls().size()) : notQueue(dn, asked);
      case NUMBER_OF_AGENTS_IN_QUEUE ->
          isQueue(dnType) ? info(dn, asked, agentsIn(dn, null)) : notQueue(dn, asked);
      case NUMBER_OF_AVAILABLE_AGENTS_IN_QUEUE ->
          isQueue(dnType) ? info(dn, asked, agentsIn(dn, AgentStatus.READY)) : notQueue(dn, asked);
      case MESSAGE_WAITING_STATUS,
          ASSOCIATION_STATUS,
          CALL_FORWARDING_STATUS,
          SEND_ALL_CALLS_STATUS,
          QUEUE_LOGIN_AUDIT,
          NUMBER_OF_IDLE_CLASSIFIERS,
          NUMBER_OF_CLASSIFIERS_IN_USE,
          NUMBER_OF_IDLE_TRUNKS,
          NUMBER_OF_TRUNKS_IN_USE,
          DATABASE_VALUE ->
          Reaction.refuse(TlibError.UNSUP_OPER, asked.wireName() + " is not supported", dn);
    };
  }

  private static boolean isQueue(DnType type) {
    return switch (type) {
      case ACD_QUEUE, ROUTING_POINT, EXTERNAL_ROUTING_POINT -> true;
      case EXTENSION, ACD_POSITION, TRUNK, VOIP_SERVICE -> false;
    };
  }

  private static Reaction notQueue(Dn dn, AddressInfoType asked) {
    return Reaction.refuse(
        TlibError.UNSUP_OPER, asked.wireName() + " is for queues and routing points", dn);
  }

  private int agentsIn(Dn queue, @Nullable AgentStatus status) {
    return (int)
        site.agents().agents().values().stream()
            .filter(agent -> agent.queues().contains(queue))
            .filter(agent -> status == null || agent.status() == status)
            .count();
  }

  private Reaction info(Dn dn, AddressInfoType type, int status) {
    return new Reaction.Answer(
        snapshot(MessageType.EVENT_ADDRESS_INFO, dn)
            .with(Attribute.ADDRESS_INFO_TYPE, type)
            .with(Attribute.INFO_STATUS, status));
  }

  private Reaction callsQuery(Dn dn, DnSnapshot now) {
    TlibEvent event =
        snapshot(MessageType.EVENT_ADDRESS_INFO, dn)
            .with(Attribute.ADDRESS_INFO_TYPE, AddressInfoType.CALLS_QUERY)
            .with(Attribute.INFO_STATUS, now.calls().size());
    if (!now.calls().isEmpty()) {
      event =
          event.with(Attribute.CONN_ID, now.calls().getFirst().connId()).with(Attribute.CALL_ID, 0);
    }
    return new Reaction.Answer(event);
  }

  private DnSnapshot now(Dn dn) {
    List<Call> calls = site.callsAt(dn).stream().filter(call -> isKnownAt(dn, call)).toList();
    return new DnSnapshot(
        dn,
        calls,
        site.agents().at(dn).map(AgentState::status).orElse(AgentStatus.LOGGED_OUT),
        isReachedBySip(dn) ? endpoints.isInService(dn) : null);
  }

  /** By its calls, or by its IM sessions. */
  private boolean isReachedBySip(Dn dn) {
    return config
        .dn(dn.number())
        .filter(found -> found.dnType().takesAgents())
        .filter(found ->
            config.value(found, DnOptions.VOICE)
                || config.value(found, DnOptions.SIP_SIGNALING_CHAT) == ChatSignaling.SESSION)
        .isPresent();
  }

  /** Not while the endpoint there is still to ring. */
  private static boolean isKnownAt(Dn dn, Call call) {
    return call.party(dn).filter(party -> party.state().isInitiated()).isEmpty();
  }

  private TlibEvent snapshot(MessageType type, Dn dn) {
    return TlibEvent.of(type)
        .with(Attribute.SERVER, identity.name())
        .with(Attribute.THIS_DN, dn)
        .withOptional(
            Attribute.AGENT_ID, site.agents().at(dn).map(AgentState::agentId).orElse(null))
        .with(Attribute.EXTENSIONS, now(dn).extensions())
        .with(Attribute.TIME, clock.instant());
  }

  private static Reaction notConfigured(Dn dn) {
    return Reaction.refuse(TlibError.NOT_CONFIGURED, "there is no DN " + dn, dn);
  }
}
