package org.parley.tlib;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * An ordered list of pairs, as UserData, Extensions and Reasons carry them; immutable. Unlike the
 * vendor's list it holds a key once: attaching a key again replaces its value and keeps its place,
 * which is what TUpdateUserData promises.
 */
@JsonSerialize(using = KvListJson.Serializer.class)
@JsonDeserialize(using = KvListJson.Deserializer.class)
public final class KvList {
  private static final KvList EMPTY = new KvList(Map.of());

  private final Map<String, KvValue> pairs;

  private KvList(Map<String, KvValue> pairs) {
    this.pairs = pairs;
  }

  public static KvList empty() {
    return EMPTY;
  }

  /** A list of one string pair; {@link #with(String, String)} adds more. */
  public static KvList of(String key, String value) {
    return EMPTY.with(key, value);
  }

  /** A list with these pairs in the map's order. */
  public static KvList copyOf(Map<String, KvValue> pairs) {
    return pairs.isEmpty() ? EMPTY : new KvList(new LinkedHashMap<>(pairs));
  }

  /** A list that takes the map over: the caller must not touch it again. */
  static KvList ofOwned(LinkedHashMap<String, KvValue> pairs) {
    return pairs.isEmpty() ? EMPTY : new KvList(pairs);
  }

  public KvList with(String key, String value) {
    return with(key, new KvValue.Text(value));
  }

  public KvList with(String key, int value) {
    return with(key, new KvValue.Int(value));
  }

  public KvList with(String key, KvList value) {
    return with(key, new KvValue.Nested(value));
  }

  public KvList with(String key, KvValue value) {
    var copy = new LinkedHashMap<>(pairs);
    copy.put(key, value);
    return new KvList(copy);
  }

  /** This list with the pairs of {@code others}, which win where a key is in both. */
  public KvList withAll(KvList others) {
    if (others.isEmpty()) {
      return this;
    }
    var copy = new LinkedHashMap<>(pairs);
    copy.putAll(others.pairs);
    return new KvList(copy);
  }

  /** This list without the pair of that key. */
  public KvList without(String key) {
    if (!pairs.containsKey(key)) {
      return this;
    }
    var copy = new LinkedHashMap<>(pairs);
    copy.remove(key);
    return copyOf(copy);
  }

  public @Nullable KvValue get(String key) {
    return pairs.get(key);
  }

  /** The string under {@code key}, or empty when there is none or it is of another type. */
  public Optional<String> text(String key) {
    return pairs.get(key) instanceof KvValue.Text(var value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /** The integer under {@code key}, or empty when there is none or it is of another type. */
  public OptionalInt integer(String key) {
    return pairs.get(key) instanceof KvValue.Int(var value)
        ? OptionalInt.of(value)
        : OptionalInt.empty();
  }

  /** The list under {@code key}, or empty when there is none or it is of another type. */
  public Optional<KvList> list(String key) {
    return pairs.get(key) instanceof KvValue.Nested(var value)
        ? Optional.of(value)
        : Optional.empty();
  }

  public boolean isEmpty() {
    return pairs.isEmpty();
  }

  public int size() {
    return pairs.size();
  }

  /** The pairs in order; not modifiable. */
  public Map<String, KvValue> pairs() {
    return Collections.unmodifiableMap(pairs);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KvList that && pairs.equals(that.pairs);
  }

  @Override
  public int hashCode() {
    return pairs.hashCode();
  }

  /** Keys only: values are attached data, which is not for logs. */
  @Override
  public String toString() {
    return "KvList" + pairs.keySet();
  }
}
