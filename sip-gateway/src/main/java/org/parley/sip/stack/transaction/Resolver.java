package org.parley.sip.stack.transaction;

import java.util.Optional;
import java.util.function.Consumer;
import org.parley.sip.message.Flow;
import org.parley.sip.message.SipUri;

/** Finds the address of a URI (RFC 3263, without NAPTR and SRV). Never blocks. */
@FunctionalInterface
public interface Resolver {
  /**
   * @param found told at once or later, on the gateway thread; empty if there is no such host or
   *     the transport is not supported
   */
  void resolve(SipUri uri, Consumer<Optional<Flow>> found);
}
