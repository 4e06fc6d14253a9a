/** The networks, written once as TensorFlow graphs for training and serving alike. */
package dev.semsr.model.network;
