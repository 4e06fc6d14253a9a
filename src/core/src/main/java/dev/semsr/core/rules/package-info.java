/** The shop's rules: which items they are about, when they hold and what they do to a list. */
package dev.semsr.core.rules;
