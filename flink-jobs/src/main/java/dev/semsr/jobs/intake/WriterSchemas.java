package dev.semsr.jobs.intake;

import dev.semsr.schemas.Click;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.UndecodableRecordException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;

/**
 * Where the schemas of those who write clicks are found, beside the released ones.
 *
 * @param folder of {@code .avsc} files; null for none
 * @param registryUrl of a schema registry; null for none
 */
public record WriterSchemas(String folder, String registryUrl) implements Serializable {

    /** The released ones alone. */
    public static final WriterSchemas RELEASED = new WriterSchemas(null, null);

    /** Takes clicks out of bytes. */
    @FunctionalInterface
    interface Reader {
        /**
         * The click that bytes hold.
         *
         * @throws UndecodableRecordException if they hold none
         */
        Click read(byte[] bytes) throws UndecodableRecordException;
    }

    /** A reader that knows them. */
    Reader reader() {
        SingleObjectCodec<Click> codec =
                folder == null
                        ? SingleObjectCodec.of(Click.class)
                        : SingleObjectCodec.of(Click.class, Path.of(folder));
        if (registryUrl == null) {
            return codec::decode;
        }
        var framing = new RegistryFraming(new SchemaRegistry(URI.create(registryUrl)), codec);
        return bytes -> codec.decode(framing.singleObject(bytes));
    }
}
