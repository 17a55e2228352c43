/**
 * What the suite is configured with: the objects of config-service as they travel on the compacted
 * topic {@code config.objects}, and the catalogue of options that they may carry.
 *
 * <p>config-service is the only writer; every service reads the topic from its beginning and keeps
 * a view. Nothing here talks to Kafka or to a database, and no password of a person is ever in
 * here. Start reading at {@link org.parley.contracts.config.ConfigObject} and {@link
 * org.parley.contracts.config.OptionCatalogue}.
 */
@NullMarked
package org.parley.contracts.config;

import org.jspecify.annotations.NullMarked;
