package org.parley.contracts;

/** The topics of a site (docs/topics.md). */
public final class Topics {
  /** {@link org.parley.contracts.im.ImCommand}, by interaction. */
  public static final String IM_COMMANDS = "im.commands";

  /**
   * Records of {@link org.parley.contracts.im.ImEvent}s, by interaction: one record a command, with
   * everything that it led to, in order, as {@code {"events":[...]}}; empty when it led to nothing.
   */
  public static final String IM_EVENTS = "im.events";

  /** Snapshots of {@link org.parley.contracts.im.ImSession}s, compacted. */
  public static final String IM_SNAPSHOTS = "im.snapshots";

  /** What could not be read from {@link #IM_COMMANDS}, with the reason. */
  public static final String IM_DEAD_LETTERS = "im.dead-letters";

  /** {@link org.parley.contracts.routing.RoutingCommand}, all under {@link #ROUTING_KEY}. */
  public static final String ROUTING_COMMANDS = "routing.commands";

  /** Records of {@link org.parley.contracts.routing.RoutingEvent}s, as in {@link #IM_EVENTS}. */
  public static final String ROUTING_EVENTS = "routing.events";

  /** Snapshots of the {@link org.parley.contracts.routing.AgentDirectory}, compacted. */
  public static final String ROUTING_SNAPSHOTS = "routing.snapshots";

  /** What could not be read from {@link #ROUTING_COMMANDS}, with the reason. */
  public static final String ROUTING_DEAD_LETTERS = "routing.dead-letters";

  /**
   * The one key of the routing topics. Whether an agent id is free, and later which agent gets a
   * call, can only be decided in view of all agents of the site, so there is one writer for them.
   */
  public static final String ROUTING_KEY = "agents";

  /**
   * {@link org.parley.contracts.config.ConfigObject}, by {@link
   * org.parley.contracts.config.ConfigKey#text}, compacted; no value for a deleted object. One
   * partition, so that all readers see all changes in the order of their commits.
   */
  public static final String CONFIG_OBJECTS = "config.objects";

  /**
   * {@link org.parley.contracts.sip.SipBinding}, by DN and contact, compacted; no value for a
   * contact that is gone.
   */
  public static final String SIP_BINDINGS = "sip.bindings";

  /**
   * {@link org.parley.contracts.sip.SipLeg}, by call and DN, compacted: the SIP side of running
   * sessions, so that dialogs outlive the process. Only sip-gateway reads it.
   */
  public static final String SIP_LEGS = "sip.legs";

  /** {@link org.parley.contracts.voice.VoiceCommand}, by interaction. */
  public static final String VOICE_COMMANDS = "voice.commands";

  /** Records of {@link org.parley.contracts.voice.VoiceEvent}s, as in {@link #IM_EVENTS}. */
  public static final String VOICE_EVENTS = "voice.events";

  /** Snapshots of {@link org.parley.contracts.voice.VoiceInteraction}s, compacted. */
  public static final String VOICE_SNAPSHOTS = "voice.snapshots";

  /** What could not be read from {@link #VOICE_COMMANDS}, with the reason. */
  public static final String VOICE_DEAD_LETTERS = "voice.dead-letters";

  /**
   * {@link org.parley.contracts.media.MediaServerPresence}, by instance, compacted; no value for
   * one that was stopped. Only media-server reads it.
   */
  public static final String MEDIA_SERVERS = "media.servers";

  /**
   * {@link org.parley.contracts.sip.SipGatewayPresence}, by instance, compacted; no value for one
   * that was stopped. Only sip-gateway reads it.
   */
  public static final String SIP_GATEWAYS = "sip.gateways";

  private Topics() {}
}
