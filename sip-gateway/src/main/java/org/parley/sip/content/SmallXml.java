package org.parley.sip.content;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A small document as a map from path (local names with slashes between) to the text directly in
 * it; of several elements at one path the first counts. A document type is refused, so there are no
 * entities to expand and nothing to fetch.
 */
final class SmallXml {
  private static final int MAX_BYTES = 8_192;
  private static final int MAX_ELEMENTS = 100;
  private static final int MAX_DEPTH = 8;

  private static final XMLInputFactory FACTORY = factory();

  private final Map<String, String> texts;

  private SmallXml(Map<String, String> texts) {
    this.texts = texts;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    return factory;
  }

  /** Empty for what is no XML, is too large, or has a document type. */
  static Optional<SmallXml> read(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return Optional.empty();
    }
    try {
      // Decoded here: the reader of the JDK prints what it thinks of bytes that are not UTF-8.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(text));
      try {
        return Optional.of(new SmallXml(walk(reader)));
      } finally {
        reader.close();
      }
    } catch (CharacterCodingException | XMLStreamException | RuntimeException e) {
      // It throws more than it declares when fed with garbage.
      return Optional.empty();
    }
  }

  private static Map<String, String> walk(XMLStreamReader reader) throws XMLStreamException {
    Map<String, String> texts = new LinkedHashMap<>();
    ArrayDeque<String> path = new ArrayDeque<>();
    ArrayDeque<StringBuilder> text = new ArrayDeque<>();
    int elements = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (++elements > MAX_ELEMENTS || path.size() == MAX_DEPTH) {
            throw new XMLStreamException("too large");
          }
          path.push(
              path.isEmpty() ? reader.getLocalName() : path.peek() + "/" + reader.getLocalName());
          text.push(new StringBuilder());
        }
        case XMLStreamConstants.END_ELEMENT ->
            texts.putIfAbsent(path.pop(), text.pop().toString().strip());
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          StringBuilder open = text.peek();
          if (open != null) {
            open.append(reader.getText());
          }
        }
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new XMLStreamException("document types are not taken");
        default -> {}
      }
    }
    return texts;
  }

  /** The name of the outermost element. */
  String root() {
    return texts.keySet().stream().filter(path -> path.indexOf('/') < 0).findFirst().orElse("");
  }

  Optional<String> text(String path) {
    return Optional.ofNullable(texts.get(path)).filter(text -> !text.isEmpty());
  }

  boolean has(String path) {
    return texts.containsKey(path);
  }
}
