package org.parley.tlib;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the server tells: a message and its attributes, immutable. Which attributes an event has,
 * and which of them always, is in t-library.md section 3.3 and in docs/tlib.md.
 */
public final class TlibEvent {
  private static final Attribute<?>[] NO_NAMES = {};
  private static final Object[] NO_VALUES = {};

  private final MessageType type;

  /** Two arrays rather than a map: an event is built attribute by attribute, each time anew. */
  private final Attribute<?>[] names;

  private final Object[] values;

  private TlibEvent(MessageType type, Attribute<?>[] names, Object[] values) {
    this.type = type;
    this.names = names;
    this.values = values;
  }

  public static TlibEvent of(MessageType type) {
    return new TlibEvent(type, NO_NAMES, NO_VALUES);
  }

  /** An event of the first {@code count} of those; no name may be there twice. */
  static TlibEvent of(MessageType type, Attribute<?>[] names, Object[] values, int count) {
    return new TlibEvent(type, Arrays.copyOf(names, count), Arrays.copyOf(values, count));
  }

  /** This event with the attribute set, or set anew. */
  public <T> TlibEvent with(Attribute<T> attribute, T value) {
    int place = indexOf(attribute);
    if (place >= 0) {
      Object[] changed = values.clone();
      changed[place] = value;
      return new TlibEvent(type, names, changed);
    }
    Attribute<?>[] moreNames = Arrays.copyOf(names, names.length + 1);
    Object[] moreValues = Arrays.copyOf(values, values.length + 1);
    moreNames[names.length] = attribute;
    moreValues[values.length] = value;
    return new TlibEvent(type, moreNames, moreValues);
  }

  private int indexOf(Attribute<?> attribute) {
    for (int i = 0; i < names.length; i++) {
      if (names[i] == attribute) {
        return i;
      }
    }
    return -1;
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
    int place = indexOf(attribute);
    return place < 0 ? null : attribute.type().cast(values[place]);
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
    var map = LinkedHashMap.<Attribute<?>, Object>newLinkedHashMap(names.length);
    forEach(map::put);
    return Collections.unmodifiableMap(map);
  }

  /** Every attribute with its value, in the order in which they were set. */
  void forEach(BiConsumer<Attribute<?>, Object> action) {
    for (int i = 0; i < names.length; i++) {
      action.accept(names[i], values[i]);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TlibEvent that
        && type == that.type
        && attributes().equals(that.attributes());
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + attributes().hashCode();
  }

  /** Name and the attributes' names: values may be attached data, which is not for logs. */
  @Override
  public String toString() {
    return type.wireName() + Arrays.toString(names);
  }
}
