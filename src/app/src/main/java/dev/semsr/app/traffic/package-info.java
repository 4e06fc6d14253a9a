/** Shoppers that click without end, and what they are answered. */
package dev.semsr.app.traffic;
