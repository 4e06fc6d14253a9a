package dev.semsr.model.training;

import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import java.util.List;

/**
 * The model beyond the paper: SemSR-F and a consistent encoder over fused item vectors, trained
 * apart, the co-visits and the trend of the training sessions, and whether people come back to an
 * item of their session, in one weighted sum. A network of behaviour alone added nothing beside
 * these.
 */
public final class SemsrX {

    /** Its name on the command line and in manifests. */
    public static final String VARIANT = "semsr-x";

    /** One of its networks. */
    public record Part(Variant variant, Backbone backbone) {}

    /** Its networks, the one with text first. */
    public static final List<Part> NETWORKS =
            List.of(
                    new Part(Variant.SEMSR_F, Backbone.NISER),
                    new Part(Variant.CONSISTENT, Backbone.CORE));

    private SemsrX() {}
}
