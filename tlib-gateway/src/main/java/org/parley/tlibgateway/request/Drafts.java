package org.parley.tlibgateway.request;

import java.util.UUID;
import org.parley.contracts.im.ImCommand.Draft;
import org.parley.tlib.KvList;
import org.parley.tlib.KvValue;
import org.parley.tlibgateway.translation.ImKeys;

/** Reads a message from the Extensions of a request. */
sealed interface Drafts {
  /** A name longer than this is not one. */
  int LONGEST_NAME = 200;

  record Read(Draft draft) implements Drafts {}

  record Absent() implements Drafts {}

  record Bad(String why) implements Drafts {}

  /** The text is kept as it is; its length is checked by the service that keeps it. */
  static Drafts read(KvList extensions) {
    KvValue text = extensions.get(ImKeys.TEXT);
    if (text == null) {
      return new Absent();
    }
    if (!(text instanceof KvValue.Text(String words))) {
      return new Bad(ImKeys.TEXT + " is a string");
    }
    if (words.isEmpty()) {
      return new Bad(ImKeys.TEXT + " is empty");
    }
    String id = extensions.text(ImKeys.MSG_ID).orElseGet(() -> UUID.randomUUID().toString());
    String type = extensions.text(ImKeys.CONTENT_TYPE).orElse(ImKeys.DEFAULT_CONTENT_TYPE);
    if (id.isEmpty() || id.length() > LONGEST_NAME) {
      return new Bad(ImKeys.MSG_ID + " has 1 to " + LONGEST_NAME + " characters");
    }
    if (type.isEmpty() || type.length() > LONGEST_NAME) {
      return new Bad(ImKeys.CONTENT_TYPE + " has 1 to " + LONGEST_NAME + " characters");
    }
    return new Read(new Draft(id, type, words));
  }
}
