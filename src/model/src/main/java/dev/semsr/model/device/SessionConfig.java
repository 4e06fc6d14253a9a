package dev.semsr.model.device;

import java.util.Base64;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;

/** How TensorFlow sessions use the machine. */
public final class SessionConfig {

    private SessionConfig() {}

    /** GPU memory is taken as it is needed, not all at once; no effect without a GPU. */
    public static ConfigProto defaults() {
        return ConfigProto.newBuilder()
                .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true))
                .build();
    }

    /** The same in the form that DJL takes: Base64 of the message. */
    static String encoded() {
        return Base64.getEncoder().encodeToString(defaults().toByteArray());
    }
}
