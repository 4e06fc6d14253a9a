/**
 * The command line. {@link dev.semsr.app.cli.SemsrCommand} lists the commands; a command has the
 * {@link dev.semsr.app.cli.CommonOptions} mixed in, throws {@link
 * dev.semsr.app.cli.CommandFailure}, and prints through {@link dev.semsr.app.cli.Terminal}.
 */
package dev.semsr.app.cli;
