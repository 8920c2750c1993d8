package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
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

    Workspace(MemoryPlanner.Plan plan) {
        this.plan = plan;
        this.block = arena.allocate(Math.max(64, plan.bytes()), 4096);
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

    /** The bytes of a value of the program. */
    MemorySegment memory(Value value) {
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
        return call -> {
            int status = dnnl_primitive_execute(step.primitive().handle(), stream, count, entry);
            Library.check(
                    status, step.label(), "this call of " + step.primitive().implementation());
        };
    }

    private dnnl_memory handle(Value value) {
        return memories.computeIfAbsent(value, key -> {
            dnnl_memory memory = new dnnl_memory();
            int status = dnnl_memory_create(memory, key.layout().descriptor(), Library.cpu(), new Address(memory(key)));
            Library.check(status, key.name(), "memory for " + key.layout());
            return handles.own(memory, dnnl::dnnl_memory_destroy);
        });
    }

    @Override
    public void close() {
        handles.close();
        arena.close();
    }
}
