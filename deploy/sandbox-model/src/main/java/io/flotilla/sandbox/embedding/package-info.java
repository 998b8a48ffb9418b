/// Sentence vectors for Chinese and English on small models that ship in jars, by the ONNX runtime. Nothing else here
/// touches native code.
@NullMarked
package io.flotilla.sandbox.embedding;

import org.jspecify.annotations.NullMarked;
