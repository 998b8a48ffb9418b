package io.flotilla.sandbox.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;

/// One language's model, loaded: a sentence in, a vector of length 1 out.
///
/// Sentences go through one at a time: the quantized weights scale by what else is in the batch, and an answer must not
/// depend on its neighbours.
final class SentenceEncoder {
    private static final int LONGEST = 256;

    private final Weights weights;
    private final WordPieces tokenizer;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    private SentenceEncoder(Weights weights, WordPieces tokenizer, byte[] model) throws OrtException {
        this.weights = weights;
        this.tokenizer = tokenizer;
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            this.session = environment.createSession(model, options);
        }
    }

    static SentenceEncoder load(Weights weights) {
        try (InputStream model = resource(weights.name() + ".onnx");
                InputStream vocabulary = resource(weights.name() + "-tokenizer.json")) {
            return new SentenceEncoder(weights, WordPieces.read(vocabulary), model.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OrtException e) {
            throw new IllegalStateException("cannot load " + weights.name(), e);
        }
    }

    float[] vector(String text) {
        long[] ids = tokenizer.ids(text, LONGEST);
        long[] mask = new long[ids.length];
        Arrays.fill(mask, 1);
        try (var input = tensor(ids);
                var attention = tensor(mask);
                var types = tensor(new long[ids.length]);
                var result =
                        session.run(Map.of("input_ids", input, "attention_mask", attention, "token_type_ids", types))) {
            return pooled(((float[][][]) result.get(0).getValue())[0]);
        } catch (OrtException e) {
            throw new IllegalStateException("cannot run " + weights.name(), e);
        }
    }

    private float[] pooled(float[][] tokens) {
        float[] sum = tokens[0].clone();
        if (weights.pooling() == Weights.Pooling.MEAN) {
            for (int token = 1; token < tokens.length; token++) {
                for (int i = 0; i < sum.length; i++) sum[i] += tokens[token][i];
            }
        }
        double square = 0;
        for (float each : sum) square += each * each;
        float length = (float) Math.sqrt(square);
        for (int i = 0; i < sum.length; i++) sum[i] /= length;
        return sum;
    }

    private OnnxTensor tensor(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, new long[][] {values});
    }

    private static InputStream resource(String name) throws IOException {
        InputStream stream = SentenceEncoder.class.getResourceAsStream("/" + name);
        if (stream == null) throw new IOException("the class path has no " + name);
        return stream;
    }
}
