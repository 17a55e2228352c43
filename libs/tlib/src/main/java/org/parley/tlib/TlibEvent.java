package org.parley.tlib;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the server tells: a message and its attributes, immutable. Which attributes an event has,
 * and which of them always, is in t-library.md section 3.3 and in docs/tlib.md.
 */
public final class TlibEvent {
  private final MessageType type;
  private final Map<Attribute<?>, Object> attributes;

  TlibEvent(MessageType type, Map<Attribute<?>, Object> attributes) {
    this.type = type;
    this.attributes = attributes;
  }

  public static TlibEvent of(MessageType type) {
    return new TlibEvent(type, Map.of());
  }

  /** This event with the attribute set, or set anew. */
  public <T> TlibEvent with(Attribute<T> attribute, T value) {
    var copy = new LinkedHashMap<>(attributes);
    copy.put(attribute, value);
    return new TlibEvent(type, copy);
  }

  /** This event with the attribute set if there is a value for it. */
  public <T> TlibEvent withOptional(Attribute<T> attribute, @Nullable T value) {
    return value == null ? this : with(attribute, value);
  }

  public MessageType type() {
    return type;
  }

  /** The value, or null when the event does not have the attribute. */
  public <T> @Nullable T get(Attribute<T> attribute) {
    return attribute.type().cast(attributes.get(attribute));
  }

  public <T> Optional<T> find(Attribute<T> attribute) {
    return Optional.ofNullable(get(attribute));
  }

  /**
   * The value of an attribute that this event always has.
   *
   * @throws IllegalStateException when it has not
   */
  public <T> T require(Attribute<T> attribute) {
    return find(attribute)
        .orElseThrow(
            () -> new IllegalStateException(type.wireName() + " without " + attribute.wireName()));
  }

  /** The Extensions; an empty list when there are none. */
  public KvList extensions() {
    return find(Attribute.EXTENSIONS).orElse(KvList.empty());
  }

  /** The attributes in the order in which they were set; not modifiable. */
  public Map<Attribute<?>, Object> attributes() {
    return Collections.unmodifiableMap(attributes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TlibEvent that
        && type == that.type
        && attributes.equals(that.attributes);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + attributes.hashCode();
  }

  /** Name and the attributes' names: values may be attached data, which is not for logs. */
  @Override
  public String toString() {
    return type.wireName() + attributes.keySet();
  }
}
