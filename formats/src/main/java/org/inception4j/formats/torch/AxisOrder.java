package org.inception4j.formats.torch;

import java.util.ArrayList;
import java.util.List;
import org.inception4j.model.Shape;
import org.inception4j.tensor.Tensor;

/**
 * Where each number of a weight in PyTorch's order of axes stands in this library's.
 *
 * @param places for each axis there and each index of it, how far into our numbers it leads; the sum over the axes is the place
 */
record AxisOrder(List<int[]> places) {
    /** The numbers in the order in which they are. */
    static AxisOrder same(Shape ours) {
        return of(ours, 0);
    }

    /** @param axes for each axis there, which one it is here */
    static AxisOrder of(Shape ours, int... axes) {
        List<int[]> places = new ArrayList<>();
        for (int axis : axes) {
            int stride = 1;
            for (int inner = axis + 1; inner < ours.rank(); inner++) {
                stride *= ours.size(inner);
            }
            int[] along = new int[ours.size(axis)];
            for (int i = 0; i < along.length; i++) {
                along[i] = i * stride;
            }
            places.add(along);
        }
        return new AxisOrder(places);
    }

    /** With the indices of an axis there in another order. @param index there of each index here */
    AxisOrder withIndices(int axis, int[] index) {
        int[] along = new int[index.length];
        for (int i = 0; i < index.length; i++) {
            along[index[i]] = places.get(axis)[i];
        }
        List<int[]> changed = new ArrayList<>(places);
        changed.set(axis, along);
        return new AxisOrder(changed);
    }

    /** Of PyTorch's numbers ours. @param skipped how many of PyTorch's numbers come before the first that counts */
    Tensor toOurs(Tensor torch, long skipped, Shape shape) {
        Tensor ours = Tensor.zeros(shape);
        int[] index = new int[places.size()];
        for (long i = 0; i < ours.size(); i++) {
            ours.set(place(index), torch.get(skipped + i));
            step(index);
        }
        return ours;
    }

    /** Of our numbers PyTorch's. */
    Tensor toTorch(Tensor ours) {
        Tensor torch = Tensor.zeros(Shape.of(Math.toIntExact(ours.size())));
        int[] index = new int[places.size()];
        for (long i = 0; i < torch.size(); i++) {
            torch.set(i, ours.get(place(index)));
            step(index);
        }
        return torch;
    }

    private int place(int[] index) {
        int place = 0;
        for (int axis = 0; axis < index.length; axis++) {
            place += places.get(axis)[index[axis]];
        }
        return place;
    }

    private void step(int[] index) {
        for (int axis = index.length - 1; axis >= 0; axis--) {
            if (++index[axis] < places.get(axis).length) {
                return;
            }
            index[axis] = 0;
        }
    }
}
