/** The {@code semsr} program: {@link dev.semsr.app.Main} and, by feature, what its commands do. */
package dev.semsr.app;
