package io.millrace.benchmarks.serde;

import io.millrace.events.pos.TillEvent;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// The four things that are timed.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class SerdeMethods {
    private final SerdeState state = new SerdeState();

    @TearDown
    public void close() {
        state.close();
    }

    @Benchmark
    public byte[] oursSerialise() {
        return state.ourSerializer().serialize(SerdeState.TOPIC, state.ourSale());
    }

    @Benchmark
    public TillEvent oursDeserialise() {
        return state.ourDeserializer().deserialize(SerdeState.TOPIC, state.framed());
    }

    @Benchmark
    public byte[] confluentSerialise() {
        return state.confluentSerializer().serialize(SerdeState.TOPIC, state.confluentSale());
    }

    @Benchmark
    public Object confluentDeserialise() {
        return state.confluentDeserializer().deserialize(SerdeState.TOPIC, state.framed());
    }
}
