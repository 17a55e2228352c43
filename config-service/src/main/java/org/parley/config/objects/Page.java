package org.parley.config.objects;

import java.util.List;

/**
 * A part of a list.
 *
 * @param page counts from 0
 * @param total of all pages
 */
public record Page<T>(List<T> items, int page, int size, long total) {}
