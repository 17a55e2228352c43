package org.parley.conference.call.kafka;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the log of voice calls is cut.
 *
 * @param partitions of the {@code voice.*} topics when this service makes them; the most instances
 *     that can share the work. Not to be changed later: an interaction would move to a partition
 *     that does not know it. In production twice the number of instances ever wanted
 */
@Validated
@ConfigurationProperties("parley.voice")
record VoiceLogOptions(@DefaultValue("6") @Min(1) @Max(1000) int partitions) {}
