/** From candidates to a list: one pipeline of filters, rules and diversity for every source. */
package dev.semsr.core.ranking;
