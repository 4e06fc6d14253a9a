/** What is known of items beside their vectors: categories, brand, attributes, availability. */
package dev.semsr.core.catalog;
