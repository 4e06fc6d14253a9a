/** The items topic: what is in it, and changes of it. */
package dev.semsr.app.items;
