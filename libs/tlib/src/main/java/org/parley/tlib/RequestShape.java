package org.parley.tlib;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request from its record alone: the attributes, which of them are mandatory,
 * and how to make one. So a new request is one record and one row in {@link RequestTypes}.
 */
final class RequestShape {
  /** Attribute to reader; an attribute has the same class in every request that has it. */
  static final Map<String, AttributeJson.Reader> READERS = new ConcurrentHashMap<>();

  private record Part(String name, Class<?> type, boolean mandatory, Method accessor) {}

  private final MessageType type;
  private final List<Part> parts;
  private final Constructor<? extends TlibRequest> constructor;

  private RequestShape(
      MessageType type, List<Part> parts, Constructor<? extends TlibRequest> constructor) {
    this.type = type;
    this.parts = parts;
    this.constructor = constructor;
  }

  static RequestShape of(MessageType type, Class<? extends TlibRequest> record) {
    RecordComponent[] components = record.getRecordComponents();
    List<Part> parts = Arrays.stream(components).map(RequestShape::part).toList();
    parts.forEach(
        part -> READERS.computeIfAbsent(part.name(), _ -> AttributeJson.readerOf(part.type())));
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return new RequestShape(type, parts, record.getDeclaredConstructor(types));
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Part part(RecordComponent component) {
    boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    return new Part(component.getName(), component.getType(), !optional, component.getAccessor());
  }

  MessageType type() {
    return type;
  }

  /** The first mandatory attribute that is not in {@code given}, or null. */
  @Nullable String missing(Map<String, ?> given) {
    for (Part part : parts) {
      if (part.mandatory() && !isReferenceId(part) && !given.containsKey(part.name())) {
        return part.name();
      }
    }
    return null;
  }

  boolean has(String attribute) {
    return parts.stream().anyMatch(part -> part.name().equals(attribute));
  }

  /** A request of these values, which were read by {@link #READERS}. */
  TlibRequest create(int referenceId, Map<String, Object> values) {
    @Nullable Object[] arguments = new Object[parts.size()];
    for (int i = 0; i < arguments.length; i++) {
      Part part = parts.get(i);
      arguments[i] = isReferenceId(part) ? referenceId : values.get(part.name());
    }
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException refused) {
      if (refused.getCause() instanceof IllegalArgumentException reason) {
        throw new BadValue(String.valueOf(reason.getMessage()));
      }
      throw new IllegalStateException(refused);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Tells every attribute that has a value, without the referenceId. */
  void forEach(TlibRequest request, BiConsumer<String, Object> action) {
    for (Part part : parts) {
      Object value = isReferenceId(part) ? null : valueOf(part, request);
      if (value != null) {
        action.accept(part.name(), value);
      }
    }
  }

  private static boolean isReferenceId(Part part) {
    return part.name().equals("referenceId");
  }

  private static @Nullable Object valueOf(Part part, TlibRequest request) {
    try {
      return part.accessor().invoke(request);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
