/**
 * Everything on one machine: this package starts the services of the suite, each in its own Spring
 * context, in one JVM or one JVM each, with an embedded Kafka and Postgres beside them.
 *
 * <p>It only gives the services addresses, ports and secrets and starts them in order; what a
 * service does is decided in the service, and it behaves the same in a container of its own.
 */
@NullMarked
package org.parley.standalone;

import org.jspecify.annotations.NullMarked;
