package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_set_data_handle;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl;

/** The memory for one run of a program at a time, with every step bound to it. */
final class Workspace implements AutoCloseable {
    private static final long ARGUMENT_BYTES = 16;

    private final Arena arena = Arena.ofShared();
    private final Handles handles = new Handles();
    private final MemorySegment block;
    private final MemoryPlanner.Plan plan;
    private final dnnl_stream stream;
    private final Map<Value, dnnl_memory> memories = new IdentityHashMap<>();
    private final Map<Value, Given> given = new IdentityHashMap<>();
    private final Address pointer = new Address();

    /** A value that calls bring along: the native objects that are to point at it, and a place for what they cannot. */
    private static final class Given {
        final Map<Value, dnnl_memory> views = new IdentityHashMap<>();
        MemorySegment staging;
        boolean inJava;
    }

    Workspace(MemoryPlanner.Plan plan) {
        this(plan, null);
    }

    /** @param room where its values lie, among those of others; null for memory of its own */
    Workspace(MemoryPlanner.Plan plan, Room room) {
        this.plan = plan;
        this.block = room == null ? LargePages.allocate(arena, plan.bytes()) : room.of(plan.bytes());
        dnnl_stream created = new dnnl_stream();
        Library.check(
                dnnl_stream_create(created, Library.cpu(), dnnl_stream_default_flags), "oneDNN", "a stream of calls");
        this.stream = handles.own(created, dnnl::dnnl_stream_destroy);
    }

    /** A step with its memory. */
    interface Bound {
        void run(Step.Call call);
    }

    Bound[] bind(List<? extends Step> steps) {
        return steps.stream().map(this::bind).toArray(Bound[]::new);
    }

    /** By stage and lane. */
    Bound[][][] bind(Schedule schedule) {
        return schedule.stages().stream()
                .map(stage -> stage.stream().map(this::bind).toArray(Bound[][]::new))
                .toArray(Bound[][][]::new);
    }

    /**
     * Says where a given value is for the next run: there, or a copy of it where a native library cannot point at it.
     *
     * @param source stays as it is and where it is until the run has ended
     */
    void give(Value value, MemorySegment source) {
        Given place = given(value);
        MemorySegment used = source;
        if (place.inJava || !source.isNative()) {
            used = staging(value);
            MemorySegment.copy(source, 0, used, 0, used.byteSize());
        }
        for (Map.Entry<Value, dnnl_memory> view : place.views.entrySet()) {
            pointer.at(used.address() + view.getKey().offset());
            int status = dnnl_memory_set_data_handle(view.getValue(), pointer);
            Library.check(status, value.name(), "memory of a caller");
        }
    }

    private Given given(Value value) {
        return given.computeIfAbsent(value.base(), _ -> new Given());
    }

    private MemorySegment staging(Value value) {
        Given place = given(value);
        if (place.staging == null) {
            place.staging = arena.allocate(value.base().layout().bytes(), 64);
        }
        return place.staging;
    }

    /** The bytes of a value of the program. */
    MemorySegment memory(Value value) {
        if (value.isGiven()) {
            given(value).inJava = true;
            return value.within(staging(value));
        }
        if (!value.inWorkspace()) {
            return value.within(null);
        }
        Long offset = plan.offsets().get(value.base());
        if (offset == null) {
            throw new IllegalStateException(value.name() + ": no step writes it");
        }
        return value.within(block.asSlice(offset));
    }

    private Bound bind(Step step) {
        return switch (step) {
            case Step.Native call -> bind(call);
            case Step.Java call -> bind(call);
        };
    }

    private Bound bind(Step.Java step) {
        MemorySegment[] memory = step.values().stream().map(this::memory).toArray(MemorySegment[]::new);
        return call -> step.work().run(memory, call);
    }

    private Bound bind(Step.Native step) {
        List<Step.Argument> arguments = step.arguments();
        MemorySegment table = arena.allocate(ARGUMENT_BYTES * arguments.size(), 16);
        dnnl_exec_arg_t entry = new dnnl_exec_arg_t(new Address(table));
        for (int i = 0; i < arguments.size(); i++) {
            entry.position(i)
                    .arg(arguments.get(i).role())
                    .memory(handle(arguments.get(i).value()));
        }
        entry.position(0);
        int count = arguments.size();
        dnnl_primitive primitive = step.primitive().handle();
        return call -> {
            int status = dnnl_primitive_execute(primitive, stream, count, entry);
            if (status != dnnl_success) {
                Library.check(
                        status, step.label(), "this call of " + step.primitive().implementation());
            }
        };
    }

    private dnnl_memory handle(Value value) {
        return memories.computeIfAbsent(value, key -> {
            dnnl_memory memory = new dnnl_memory();
            Address address = key.isGiven() ? new Address() : new Address(memory(key));
            int status = dnnl_memory_create(memory, key.layout().descriptor(), Library.cpu(), address);
            Library.check(status, key.name(), () -> "memory for " + key.layout());
            handles.own(memory, dnnl::dnnl_memory_destroy);
            if (key.isGiven()) {
                given(key).views.put(key, memory);
            }
            return memory;
        });
    }

    @Override
    public void close() {
        handles.close();
        arena.close();
    }
}
