/** How well targets are ranked: recall, MRR and NDCG at cut-offs, ties counted pessimistically. */
package dev.semsr.core.metrics;
