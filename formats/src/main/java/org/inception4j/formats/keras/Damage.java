package org.inception4j.formats.keras;

import java.util.function.Supplier;
import org.inception4j.formats.WeightsException;

/** What a damaged file does to the HDF5 library, said in a sentence. */
final class Damage {
    private Damage() {}

    /** The library reads offsets and lengths as they stand: wrong ones end in any unchecked exception, in deep recursion or in huge arrays. */
    static <T> T orElse(String place, Supplier<T> reading) throws WeightsException {
        try {
            return reading.get();
        } catch (RuntimeException | VirtualMachineError damaged) {
            throw new WeightsException(
                    place, "is damaged (%s)".formatted(reason(damaged)), "copy or download it again");
        }
    }

    private static String reason(Throwable damaged) {
        String said = damaged.getMessage();
        return said == null || said.isBlank()
                ? damaged.getClass().getSimpleName()
                : said.lines().findFirst().orElse(said);
    }
}
