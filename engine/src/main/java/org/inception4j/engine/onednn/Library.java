package org.inception4j.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx2;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx2_vnni;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core_amx;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core_vnni;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;
import static org.bytedeco.dnnl.global.dnnl.dnnl_unimplemented;
import static org.bytedeco.dnnl.global.dnnl.dnnl_version;
import static org.bytedeco.dnnl.global.dnnl.get_primitive_cache_capacity;
import static org.bytedeco.dnnl.global.dnnl.set_primitive_cache_capacity;

import java.util.function.Supplier;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.javacpp.Loader;

/** The native library, loaded once for the process, and the one engine in it that stands for the CPU. */
final class Library {
    private static dnnl_engine cpu;
    private static IllegalStateException missing;

    private Library() {}

    /**
     * The CPU, for the library's calls.
     *
     * @throws IllegalStateException where the natives are missing; the message names what to add
     */
    static synchronized dnnl_engine cpu() {
        if (missing != null) {
            throw missing;
        }
        if (cpu == null) {
            cpu = load();
        }
        return cpu;
    }

    /** Null where the library can be used, else the sentence that says what to add. */
    static String problem() {
        try {
            cpu();
            return null;
        } catch (IllegalStateException failure) {
            return failure.getMessage();
        }
    }

    /** Whether the processor multiplies bfloat16 in hardware. */
    static boolean hasBfloat16() {
        cpu();
        int isa = dnnl_get_effective_cpu_isa();
        return (isa & dnnl_cpu_isa_avx512_core_bf16) == dnnl_cpu_isa_avx512_core_bf16 || hasMatrixUnits();
    }

    /** Whether the processor multiplies matrices of bfloat16 in hardware (AMX). */
    static boolean hasMatrixUnits() {
        cpu();
        return (dnnl_get_effective_cpu_isa() & dnnl_cpu_isa_avx512_core_amx) == dnnl_cpu_isa_avx512_core_amx;
    }

    /** Whether the processor sums products of 8-bit numbers in 32 bits (VNNI or AMX). */
    static boolean hasInt8() {
        cpu();
        int isa = dnnl_get_effective_cpu_isa();
        return (isa & dnnl_cpu_isa_avx512_core_vnni) == dnnl_cpu_isa_avx512_core_vnni
                || (isa & dnnl_cpu_isa_avx2_vnni) == dnnl_cpu_isa_avx2_vnni;
    }

    /** The best instructions that the library found in this processor. */
    static String instructions() {
        cpu();
        int isa = dnnl_get_effective_cpu_isa();
        if (hasMatrixUnits()) {
            return "AVX-512 with AMX";
        }
        if (hasBfloat16()) {
            return "AVX-512 with bfloat16";
        }
        if ((isa & dnnl_cpu_isa_avx512_core) == dnnl_cpu_isa_avx512_core) {
            return "AVX-512";
        }
        return (isa & dnnl_cpu_isa_avx2) == dnnl_cpu_isa_avx2 ? "AVX2" : "the processor's base instructions";
    }

    /** The library's version, such as {@code 3.11.0}. */
    static String version() {
        cpu();
        dnnl_version_t version = dnnl_version();
        return version.major() + "." + version.minor() + "." + version.patch();
    }

    /** Those that nobody has any more go: the library keeps the last thousand for who asks for the same again. */
    static synchronized void forgetPrimitives() {
        int capacity = get_primitive_cache_capacity();
        set_primitive_cache_capacity(0);
        set_primitive_cache_capacity(capacity);
    }

    static void check(int status, String place, String what) {
        if (status == dnnl_success) {
            return;
        }
        String reason = status == dnnl_unimplemented
                ? "oneDNN has no implementation of " + what
                : "oneDNN refuses " + what + " (status " + status + ")";
        throw new IllegalStateException(place + ": " + reason + "; use the reference engine for this model");
    }

    /** As {@link #check(int, String, String)}, with words that are put together only for a refusal. */
    static void check(int status, String place, Supplier<String> what) {
        if (status != dnnl_success) {
            check(status, place, what.get());
        }
    }

    private static dnnl_engine load() {
        OpenMp.waitPassively();
        try {
            Loader.load(org.bytedeco.dnnl.global.dnnl.class);
        } catch (LinkageError failure) {
            missing = new IllegalStateException(sentence(), failure);
            throw missing;
        }
        dnnl_engine engine = new dnnl_engine();
        check(dnnl_engine_create(engine, dnnl_cpu, 0), "oneDNN", "an engine for the CPU");
        OpenMp.prepare();
        LargePages.prepare();
        LibraryPages.giveBack();
        return engine;
    }

    private static String sentence() {
        String platform = Loader.getPlatform();
        return "oneDNN: no native library for %s is on the class path; add org.bytedeco:dnnl and org.bytedeco:opencl with classifier %s, or use the reference engine"
                .formatted(platform, platform);
    }
}
