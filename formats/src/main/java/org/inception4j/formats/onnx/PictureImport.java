package org.inception4j.formats.onnx;

import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.inception4j.model.AveragePooling2D;
import org.inception4j.model.Cropping2D;
import org.inception4j.model.GlobalAveragePooling2D;
import org.inception4j.model.GlobalMaxPooling2D;
import org.inception4j.model.Layer;
import org.inception4j.model.LocalResponseNormalization;
import org.inception4j.model.MaxPooling2D;
import org.inception4j.model.Node;
import org.inception4j.model.Padding;
import org.inception4j.model.Rounding;
import org.inception4j.model.Shape;
import org.inception4j.model.Size;
import org.inception4j.model.ZeroPadding2D;

/** Operators of a foreign graph that look at a picture's neighbourhoods, as layers. */
final class PictureImport {
    private final Building building;

    PictureImport(Building building) {
        this.building = building;
    }

    private Value picture(Call call, Layer layer) throws IOException {
        Node input = call.picture().node();
        return new Value.Picture(building.add(layer, Building.name(call.operator(), ""), input), true);
    }

    Value maxPool(Call call) throws IOException {
        int[] size = poolSize(call);
        int[] strides = call.sizes("strides", 1, 1);
        Padding padding = ProductImport.padding(call);
        return picture(
                call,
                new MaxPooling2D(Size.of(size[0], size[1]), Size.of(strides[0], strides[1]), padding, rounding(call)));
    }

    Value averagePool(Call call) throws IOException {
        int[] size = poolSize(call);
        int[] strides = call.sizes("strides", 1, 1);
        Padding padding = ProductImport.padding(call);
        boolean counted = call.flag("count_include_pad", false);
        return picture(
                call,
                new AveragePooling2D(
                        Size.of(size[0], size[1]), Size.of(strides[0], strides[1]), padding, rounding(call), counted));
    }

    private static int[] poolSize(Call call) throws IOException {
        int[] size = call.sizes("kernel_shape", 0, 0);
        int[] dilations = call.sizes("dilations", 1, 1);
        if (dilations[0] != 1 || dilations[1] != 1) {
            throw call.refused("has dilations");
        }
        return size;
    }

    private static Rounding rounding(Call call) throws IOException {
        return call.flag("ceil_mode", false) ? Rounding.CEIL : Rounding.FLOOR;
    }

    Value globalAverage(Call call) throws IOException {
        return picture(call, new GlobalAveragePooling2D(true));
    }

    Value globalMax(Call call) throws IOException {
        return picture(call, new GlobalMaxPooling2D(true));
    }

    /** The mean over height and width, which newer exporters write so. */
    Value mean(Call call) throws IOException {
        if (!(call.input(0) instanceof Value.Picture(Node input, boolean channelsFirst))) {
            throw call.refused("takes what is no picture");
        }
        List<Long> given = call.has(1) ? call.wholes(1) : call.wholes("axes");
        List<Long> axes = given == null
                ? List.of()
                : given.stream()
                        .map(axis -> axis < 0 ? axis + 4 : axis)
                        .sorted()
                        .toList();
        if (!axes.equals(channelsFirst ? List.of(2L, 3L) : List.of(1L, 2L))) {
            throw call.refused("takes the mean over the axes %s, which are not height and width".formatted(given));
        }
        boolean kept = call.flag("keepdims", true);
        Node node = building.add(new GlobalAveragePooling2D(kept), Building.name(call.operator(), ""), input);
        return kept ? new Value.Picture(node, channelsFirst) : Value.Row.of(node);
    }

    Value localResponse(Call call) throws IOException {
        return picture(
                call,
                new LocalResponseNormalization(
                        call.size("size", call.whole("size", 0)),
                        call.real("alpha", 1e-4f),
                        call.real("beta", 0.75f),
                        call.real("bias", 1)));
    }

    Value pad(Call call) throws IOException {
        List<Long> pads = call.has(1) ? call.wholes(1) : call.wholes("pads");
        boolean zeros = call.has(1) ? call.number(2, 0) == 0 : call.real("value", 0) == 0;
        if (!call.text("mode", "constant").equals("constant") || !zeros || call.has(3)) {
            throw call.refused("pads with other than zeros");
        }
        if (!(call.input(0) instanceof Value.Picture(Node input, boolean channelsFirst))
                || pads == null
                || pads.size() != 8) {
            throw call.refused("pads what is no picture");
        }
        int rows = channelsFirst ? 2 : 1;
        long channels = channelsFirst ? pads.get(1) + pads.get(5) : pads.get(3) + pads.get(7);
        if (pads.get(0) != 0 || pads.get(4) != 0 || channels != 0) {
            throw call.refused("pads the batch or the channels");
        }
        ZeroPadding2D layer = new ZeroPadding2D(
                call.size("padding", pads.get(rows)),
                call.size("padding", pads.get(rows + 4)),
                call.size("padding", pads.get(rows + 1)),
                call.size("padding", pads.get(rows + 5)));
        return new Value.Picture(building.add(layer, Building.name(call.operator(), ""), input), channelsFirst);
    }

    /** Rows and columns cut off. */
    Value slice(Call call) throws IOException {
        Value.Picture picture = call.picture();
        List<Long> axes = call.has(3) ? call.wholes(3) : List.of();
        boolean steps = call.has(4) && call.wholes(4).stream().anyMatch(step -> step != 1);
        List<Long> starts = call.wholes(1);
        List<Long> ends = call.wholes(2);
        if (steps || !axes.equals(List.of(2L, 3L)) || starts.size() != 2 || ends.size() != 2) {
            throw call.refused("takes other parts than a rectangle");
        }
        Shape shape = picture.node().shape();
        int[] top = part(starts.get(0), ends.get(0), shape.height());
        int[] left = part(starts.get(1), ends.get(1), shape.width());
        return picture(call, new Cropping2D(top[0], top[1], left[0], left[1]));
    }

    /** How much is left out before and behind. */
    private static int[] part(long start, long end, int size) {
        return LongStream.of(cell(start, size), size - cell(end, size))
                .mapToInt(cells -> (int) cells)
                .toArray();
    }

    private static long cell(long index, int size) {
        return Math.clamp(index < 0 ? index + size : index, 0L, size);
    }
}
