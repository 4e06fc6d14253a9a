package dev.semsr.schemas;

import org.apache.avro.Conversion;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Tells Avro that the generated classes of this project may be instantiated. Avro refuses every
 * class that is not named, by system property or in code; a property would have to be set in every
 * process that reads a record (launcher, Flink's processes, tests, tools of others).
 *
 * <p>It is found as a {@link Conversion} service, which Avro loads before it touches any class: the
 * one hook that needs nobody to remember it. As a conversion it does nothing.
 */
public final class TrustedRecords extends Conversion<TrustedRecords> {

    static {
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(
                        ClassSecurityValidator.getGlobal(), TrustedRecords::isGenerated));
    }

    @Override
    public Class<TrustedRecords> getConvertedType() {
        return TrustedRecords.class;
    }

    @Override
    public String getLogicalTypeName() {
        return "semsr-trusted-records";
    }

    private static boolean isGenerated(Class<?> type) {
        return type.getName().startsWith("dev.semsr.")
                && (SpecificRecord.class.isAssignableFrom(type) || type.isEnum());
    }
}
