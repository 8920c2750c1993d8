package org.inception4j.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumberTypeTest {
    @Test
    void readsBothOrdersOfBytes() {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            ByteBuffer bytes = ByteBuffer.allocate(8).order(order);
            assertThat(value(NumberType.FLOAT32, bytes.putFloat(0, 1.5f))).isEqualTo(1.5f);
            assertThat(value(NumberType.FLOAT64, bytes.putDouble(0, 0.1))).isEqualTo(0.1f);
            assertThat(value(NumberType.FLOAT16, bytes.putShort(0, Float.floatToFloat16(-2))))
                    .isEqualTo(-2);
            assertThat(value(NumberType.BFLOAT16, bytes.putShort(0, (short) 0xff80)))
                    .isEqualTo(Float.NEGATIVE_INFINITY);
            assertThat(value(NumberType.INT64, bytes.putLong(0, -5_000_000_000L)))
                    .isEqualTo(-5e9f);
            assertThat(value(NumberType.INT32, bytes.putInt(0, -7))).isEqualTo(-7);
            assertThat(value(NumberType.INT16, bytes.putShort(0, (short) -7))).isEqualTo(-7);
            assertThat(value(NumberType.UINT16, bytes.putShort(0, (short) -1))).isEqualTo(65535);
            assertThat(value(NumberType.UINT32, bytes.putInt(0, -1))).isEqualTo(0x1p32f);
            assertThat(value(NumberType.UINT64, bytes.putLong(0, -1))).isEqualTo(0x1p64f);
            assertThat(value(NumberType.UINT64, bytes.putLong(0, Long.MIN_VALUE)))
                    .isEqualTo(0x1p63f);
        }
        assertThat(value(NumberType.INT8, ByteBuffer.wrap(new byte[] {-3}))).isEqualTo(-3);
        assertThat(value(NumberType.UINT8, ByteBuffer.wrap(new byte[] {-1}))).isEqualTo(255);
        assertThat(value(NumberType.BOOL, ByteBuffer.wrap(new byte[] {1}))).isEqualTo(1);
    }

    private static float value(NumberType type, ByteBuffer bytes) {
        return type.value(MemorySegment.ofArray(bytes.array()), 0, bytes.order());
    }
}
