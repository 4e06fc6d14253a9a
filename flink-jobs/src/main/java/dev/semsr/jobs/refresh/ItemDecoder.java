package dev.semsr.jobs.refresh;

import dev.semsr.core.encoding.ItemTextTemplate;
import dev.semsr.core.refresh.InvalidItemException;
import dev.semsr.core.refresh.ItemValidator;
import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.deadletter.DeadLetterFactory;
import dev.semsr.jobs.deadletter.DeadLetterFactory.Stage;
import dev.semsr.jobs.metrics.LabelledCounters;
import dev.semsr.jobs.record.RawRecord;
import dev.semsr.schemas.Item;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.UndecodableRecordException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns records into changes of items; what is none goes to {@link #DEAD_LETTERS}. Never fails. */
public final class ItemDecoder extends ProcessFunction<RawRecord, ItemChange> {

    /** The way out for records that cannot be used. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ItemDecoder.class);

    private final int maxIdLength;
    private final String templateName;
    private final DeadLetterFactory deadLetters;
    private final String schemaFolder;

    private transient SingleObjectCodec<Item> codec;
    private transient ItemTextTemplate template;
    private transient ItemValidator validator;
    private transient LabelledCounters refused;

    /**
     * A decoder.
     *
     * @param maxIdLength longest id of an item, in characters
     * @param templateName which parts of an item make its text
     * @param deadLetters makes the dead letters
     * @param schemaFolder folder with writer schemas beside the released ones; null for none
     */
    public ItemDecoder(
            int maxIdLength,
            String templateName,
            DeadLetterFactory deadLetters,
            String schemaFolder) {
        this.maxIdLength = maxIdLength;
        this.templateName = templateName;
        this.deadLetters = deadLetters;
        this.schemaFolder = schemaFolder;
    }

    @Override
    public void open(OpenContext context) {
        codec =
                schemaFolder == null
                        ? SingleObjectCodec.of(Item.class)
                        : SingleObjectCodec.of(Item.class, Path.of(schemaFolder));
        template = ItemTextTemplate.parse(templateName);
        validator = new ItemValidator(maxIdLength);
        refused =
                new LabelledCounters(
                        getRuntimeContext().getMetricGroup(), "deadLetters", "stage", "reason");
    }

    @Override
    public void processElement(RawRecord record, Context context, Collector<ItemChange> out) {
        try {
            out.collect(record.value() == null ? tombstone(record) : change(record));
        } catch (UndecodableRecordException e) {
            refuse(record, Stage.DECODE, "undecodable", e, context);
        } catch (InvalidItemException e) {
            String reason = e.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
            refuse(record, Stage.VALIDATE, reason, e, context);
        }
    }

    private ItemChange tombstone(RawRecord record) throws InvalidItemException {
        String id = key(record);
        validator.checkId("the key of a record without value", id);
        return ItemChange.newBuilder().setItemId(id).setGone(true).build();
    }

    private ItemChange change(RawRecord record)
            throws UndecodableRecordException, InvalidItemException {
        Item item = codec.decode(record.value());
        validator.check(key(record), item);
        return ItemChange.newBuilder()
                .setItemId(item.getItemId())
                .setText(template.render(item))
                .setCategories(item.getCategories())
                .setBrand(item.getBrand())
                .setPrice(item.getPrice())
                .setAvailable(item.getAvailable())
                .setAttributes(item.getAttributes())
                .setTopic(record.topic())
                .setPartition(record.partition())
                .setOffset(record.offset())
                .setRecord(ByteBuffer.wrap(record.value()))
                .build();
    }

    private static String key(RawRecord record) {
        return record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
    }

    private void refuse(
            RawRecord record, Stage stage, String reason, Exception cause, Context context) {
        LOG.debug("{}: {}", record.coordinates(), cause.getMessage());
        refused.inc(stage.label(), reason);
        context.output(DEAD_LETTERS, deadLetters.of(record, stage, cause));
    }
}
