package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** One thing a program does, on values that get their memory later. */
sealed interface Step {
    String label();

    /** Every value it reads or writes. */
    List<Value> values();

    /** Whether it may write this one of its values. */
    boolean writes(Value value);

    /** The name of the code that runs. */
    String implementation();

    /** Which of a program's threads runs it. */
    default int lane() {
        return 0;
    }

    /** One argument of a primitive: the library's code for its role, and the value. */
    record Argument(int role, Value value) {
        /** Of forward operations; those of training run in one lane. */
        boolean isWritten() {
            return role == DNNL_ARG_DST || role == DNNL_ARG_WORKSPACE || role == DNNL_ARG_SCRATCHPAD;
        }
    }

    /** A call of the native library. */
    record Native(String label, Primitive primitive, List<Argument> arguments, int lane) implements Step {
        public Native {
            arguments = List.copyOf(arguments);
        }

        @Override
        public List<Value> values() {
            return arguments.stream().map(Argument::value).toList();
        }

        @Override
        public String implementation() {
            return primitive.implementation();
        }

        @Override
        public boolean writes(Value value) {
            return arguments.stream().anyMatch(argument -> argument.value() == value && argument.isWritten());
        }
    }

    /** Plain Java over the memory of its values, in their order, for what the library has no good primitive for. */
    record Java(String label, List<Value> values, Work work) implements Step {
        public Java {
            values = List.copyOf(values);
        }

        @Override
        public String implementation() {
            return "java";
        }

        @Override
        public boolean writes(Value value) {
            return true;
        }
    }

    /** What a Java step does; must depend on nothing but what it is given, as it runs in many threads. */
    interface Work {
        void run(MemorySegment[] memory, Call call);
    }

    /** What is told to one run of a program: seed and number of the training step, for random masks, and what is wanted. */
    record Call(long seed, long number, Losses losses) {
        static final Call NONE = new Call(0, 0, null);
    }

    static Native of(String label, Primitive primitive, Argument... arguments) {
        return of(0, label, primitive, arguments);
    }

    static Native of(int lane, String label, Primitive primitive, Argument... arguments) {
        List<Argument> all = new ArrayList<>(List.of(arguments));
        Layout scratchpad = primitive.scratchpad();
        if (scratchpad != null) {
            all.add(new Argument(DNNL_ARG_SCRATCHPAD, Value.of(label + "/scratchpad", scratchpad)));
        }
        return new Native(label, primitive, all, lane);
    }
}
