package org.parley.tlib;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.tlib.TlibCodec.FromClient;
import org.parley.tlib.TlibCodec.FromServer;

class TlibCodecTest {
  private static final KvList PAIRS =
      KvList.of("text", "a \u0000\u001b\u200f\u202e\uD83D\uDC4D\"\\/ z")
          .with("number", -2_147_483_648)
          .with("", "an empty key")
          .with("empty", KvList.empty())
          .with("list", KvList.of("deep", KvValue.Binary.of(new byte[] {0, -1}).hex()))
          .with("bytes", KvValue.Binary.of(new byte[] {0, -1, 127, -128}));

  static Collection<Class<? extends TlibRequest>> records() {
    return RequestTypes.records();
  }

  @ParameterizedTest
  @MethodSource("records")
  void a_request_with_every_attribute_comes_back_as_it_was(Class<? extends TlibRequest> record)
      throws ReflectiveOperationException {
    TlibRequest request = sample(record, true);

    assertThat(TlibCodec.decodeFromClient(TlibCodec.encode(request)))
        .isEqualTo(new FromClient.Request(request));
  }

  @ParameterizedTest
  @MethodSource("records")
  void a_request_with_its_mandatory_attributes_comes_back_as_it_was(
      Class<? extends TlibRequest> record) throws ReflectiveOperationException {
    TlibRequest request = sample(record, false);

    assertThat(TlibCodec.decodeFromClient(TlibCodec.encode(request)))
        .isEqualTo(new FromClient.Request(request));
  }

  @Test
  void every_attribute_of_an_event_comes_back_as_it_was() {
    TlibEvent event = everyAttribute(MessageType.EVENT_PRIVATE_INFO);

    assertThat(TlibCodec.decodeFromServer(TlibCodec.encode(event)))
        .isEqualTo(new FromServer.Event(event));
    assertThat(event.attributes()).hasSameSizeAs(Attribute.all());
  }

  @ParameterizedTest
  @EnumSource(MessageType.class)
  void every_message_travels_by_its_name(MessageType type) {
    TlibEvent event = TlibEvent.of(type).with(Attribute.USER_EVENT, type);

    assertThat(TlibCodec.decodeFromServer(TlibCodec.encode(event)))
        .isEqualTo(new FromServer.Event(event));
  }

  @Test
  void an_event_reads_as_the_wire_reference_says() {
    TlibEvent event =
        TlibEvent.of(MessageType.EVENT_RINGING)
            .with(Attribute.THIS_DN, new Dn("1002"))
            .with(Attribute.CONN_ID, new ConnId(0x0500000000000001L))
            .with(Attribute.MEDIA_TYPE, MediaType.CHAT)
            .with(Attribute.TIME, Instant.parse("2026-11-21T12:00:00.1Z"))
            .with(Attribute.EXTENSIONS, KvList.of("im-text", "Hello").with("n", 1));

    assertThat(new String(TlibCodec.encode(event), UTF_8))
        .isEqualTo(
            """
            {"message":"EventRinging","thisDN":"1002","connId":"0500000000000001",\
            "mediaType":"Chat","time":"2026-11-21T12:00:00.100000Z",\
            "extensions":{"im-text":"Hello","n":1}}\
            """);
  }

  @Test
  void a_request_without_reference_id_has_no_such_member() {
    byte[] json = TlibCodec.encode(new TlibRequest.QueryServer(0));

    assertThat(new String(json, UTF_8)).isEqualTo("{\"message\":\"RequestQueryServer\"}");
  }

  @Test
  void a_request_can_be_sent_under_another_reference_id() {
    byte[] json = TlibCodec.encode(new TlibRequest.QueryServer(3), 17);

    assertThat(TlibCodec.decodeFromClient(json))
        .isEqualTo(new FromClient.Request(new TlibRequest.QueryServer(17)));
  }

  @Test
  void a_part_of_an_array_is_read_where_it_stands() {
    byte[] json = ".{\"message\":\"AddpPing\",\"seq\":7}.".getBytes(UTF_8);

    assertThat(TlibCodec.decodeFromClient(json, 1, json.length - 2))
        .isEqualTo(new FromClient.Ping(7));
    assertThat(TlibCodec.decodeFromServer(json, 1, json.length - 2))
        .isEqualTo(new FromServer.Ping(7));
  }

  @Test
  void keep_alive_comes_back_as_it_was() {
    long seq = Long.MAX_VALUE;

    assertThat(TlibCodec.decodeFromClient(TlibCodec.encodeAddp(true, seq)))
        .isEqualTo(new FromClient.Ping(seq));
    assertThat(TlibCodec.decodeFromServer(TlibCodec.encodeAddp(false, seq)))
        .isEqualTo(new FromServer.Pong(seq));
  }

  @Test
  void a_client_ignores_attributes_and_enumeration_values_that_it_does_not_know() {
    String json =
        """
        {"message":"EventReleased","thisDN":"1001","newer":{"a":[1]},"callState":"Teleported"}\
        """;

    assertThat(TlibCodec.decodeFromServer(json.getBytes(UTF_8)))
        .isEqualTo(
            new FromServer.Event(
                TlibEvent.of(MessageType.EVENT_RELEASED).with(Attribute.THIS_DN, new Dn("1001"))));
  }

  @Test
  void a_client_learns_that_a_message_is_unknown_and_which_attribute_is_bad() {
    assertThat(TlibCodec.decodeFromServer("{\"message\":\"EventNew\"}".getBytes(UTF_8)))
        .isEqualTo(new FromServer.Unknown("\"EventNew\""));
    assertThat(
            TlibCodec.decodeFromServer(
                "{\"message\":\"EventACK\",\"time\":\"noon\"}".getBytes(UTF_8)))
        .isEqualTo(
            new FromServer.Broken(
                "EventACK: attribute time: expects a time such as 2026-11-21T12:00:00.000000Z"));
  }

  @Test
  void changing_an_event_leaves_the_first_one_alone() {
    TlibEvent first = TlibEvent.of(MessageType.EVENT_ACK).with(Attribute.REFERENCE_ID, 1);
    TlibEvent second = first.with(Attribute.REFERENCE_ID, 2).with(Attribute.LOCATION, "A");

    assertThat(first.get(Attribute.REFERENCE_ID)).isEqualTo(1);
    assertThat(first.get(Attribute.LOCATION)).isNull();
    assertThat(second.attributes().values()).containsExactly(2, "A");
    assertThat(second)
        .isEqualTo(
            TlibEvent.of(MessageType.EVENT_ACK)
                .with(Attribute.LOCATION, "A")
                .with(Attribute.REFERENCE_ID, 2));
  }

  private static TlibRequest sample(Class<? extends TlibRequest> record, boolean all)
      throws ReflectiveOperationException {
    RecordComponent[] components = record.getRecordComponents();
    Object[] arguments = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      types[i] = component.getType();
      boolean optional =
          component.getAnnotatedType().isAnnotationPresent(org.jspecify.annotations.Nullable.class);
      arguments[i] = optional && !all ? null : sampleValue(component.getType());
    }
    return record.getDeclaredConstructor(types).newInstance(arguments);
  }

  static TlibEvent everyAttribute(MessageType type) {
    TlibEvent event = TlibEvent.of(type);
    for (Attribute<?> attribute : Attribute.all()) {
      event = withSample(event, attribute);
    }
    return event;
  }

  private static <T> TlibEvent withSample(TlibEvent event, Attribute<T> attribute) {
    return event.with(attribute, attribute.type().cast(sampleValue(attribute.type())));
  }

  private static Object sampleValue(Class<?> type) {
    if (type.isEnum()) {
      return type.getEnumConstants()[type.getEnumConstants().length - 1];
    }
    return switch (type.getSimpleName()) {
      case "int", "Integer" -> 2_147_483_647;
      case "Long" -> Long.MIN_VALUE;
      case "Dn" -> new Dn("1001");
      case "ConnId" -> new ConnId(-1);
      case "Instant" -> Instant.parse("2026-11-21T12:00:00.123456Z");
      case "KvList" -> PAIRS;
      case "Addp" -> new TlibRequest.RegisterClient.Addp(10, 20);
      case "String" -> "\u0645\u0631 \uD83D\uDC4D \u0000 '\"";
      default -> throw new IllegalStateException("no sample of " + type);
    };
  }
}
