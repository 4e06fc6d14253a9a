/** Training: corpus and settings in, a trained model out, with checkpoints on the way. */
package dev.semsr.model.training;
