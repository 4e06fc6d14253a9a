package dev.semsr.jobs.refresh;

import dev.semsr.jobs.record.RawRecord;
import dev.semsr.schemas.Item;
import dev.semsr.schemas.SingleObjectCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;

/** Reads an Avro container file of items as if its records came from the items topic. */
final class ItemFileFormat extends SimpleStreamFormat<RawRecord> {

    private static final long serialVersionUID = 1L;

    private final String file;

    /**
     * A format.
     *
     * @param file name of the file, for dead letters
     */
    ItemFileFormat(String file) {
        this.file = file;
    }

    @Override
    public StreamFormat.Reader<RawRecord> createReader(
            Configuration config, FSDataInputStream stream) throws IOException {
        return new ItemReader(
                file, new DataFileStream<>(stream, new SpecificDatumReader<>(Item.class)));
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
        return TypeInformation.of(RawRecord.class);
    }

    private static final class ItemReader implements StreamFormat.Reader<RawRecord> {

        private final String file;
        private final DataFileStream<Item> items;
        private final SingleObjectCodec<Item> codec = SingleObjectCodec.of(Item.class);
        private long number;

        private ItemReader(String file, DataFileStream<Item> items) {
            this.file = file;
            this.items = items;
        }

        @Override
        public RawRecord read() {
            if (!items.hasNext()) {
                return null;
            }
            Item item = items.next();
            return new RawRecord(
                    file,
                    0,
                    number++,
                    item.getItemId().getBytes(StandardCharsets.UTF_8),
                    codec.encode(item),
                    List.of());
        }

        @Override
        public void close() throws IOException {
            items.close();
        }
    }
}
